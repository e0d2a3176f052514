import type { GenerationOptions, PresetsSaveParams, ThinkingLevel } from "../../../../shared-protocol/generated/protocol.js";
import type { ToHost } from "./messages.js";

type Fields = Readonly<Record<string, unknown>>;

const longestText = 256 * 1024;
const mostItems = 1000;
const thinkingLevels: readonly string[] = ["off", "low", "medium", "high", "max"] satisfies ThinkingLevel[];
const numbers = [
  ...(["temperature", "topP", "topK", "minP", "frequencyPenalty", "presencePenalty", "repeatPenalty"] as const),
  ...(["seed", "maxTokens", "thinkingBudget", "contextLength"] as const),
];

const isText = (value: unknown): value is string => typeof value === "string" && value.length <= longestText;
const isTexts = (value: unknown): value is string[] => Array.isArray(value) && value.length <= mostItems && value.every(isText);
const isLevel = (value: unknown): value is ThinkingLevel => isText(value) && thinkingLevels.includes(value);
const isFields = (value: unknown): value is Fields => typeof value === "object" && value !== null && !Array.isArray(value);

/** The known options, or undefined where one has the wrong type. */
function readOptions(value: unknown): GenerationOptions | undefined {
  if (!isFields(value)) return undefined;
  const options: GenerationOptions = {};
  for (const key of numbers) {
    const given = value[key];
    if (given === undefined) continue;
    if (typeof given !== "number" || !Number.isFinite(given)) return undefined;
    options[key] = given;
  }
  const { stop, jsonSchema, thinking } = value;
  if (stop !== undefined && !isTexts(stop)) return undefined;
  if (jsonSchema !== undefined && !isText(jsonSchema)) return undefined;
  if (thinking !== undefined && !isLevel(thinking)) return undefined;
  return { ...options, ...(stop && { stop }), ...(jsonSchema && { jsonSchema }), ...(thinking && { thinking }) };
}

function readPreset(value: unknown): PresetsSaveParams | undefined {
  if (!isFields(value)) return undefined;
  const { name, before, systemPrompt, models } = value;
  const options = readOptions(value["options"]);
  if (!isText(name) || !isTexts(models) || !options) return undefined;
  if ((before !== undefined && !isText(before)) || (systemPrompt !== undefined && !isText(systemPrompt))) return undefined;
  return { name, models, options, ...(before !== undefined && { before }), ...(systemPrompt !== undefined && { systemPrompt }) };
}

/** Accepts a message of the webview, built anew from the known fields, or returns undefined. */
export function readToHost(value: unknown): ToHost | undefined {
  if (!isFields(value)) return undefined;
  switch (value["type"]) {
    case "read":
      return { type: "read" };
    case "save": {
      const preset = readPreset(value["preset"]);
      return preset && isText(value["saveId"]) ? { type: "save", saveId: value["saveId"], preset } : undefined;
    }
    case "remove":
      return isText(value["name"]) ? { type: "remove", name: value["name"] } : undefined;
    default:
      return undefined;
  }
}
