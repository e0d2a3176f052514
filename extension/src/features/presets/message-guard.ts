import type { GenerationOptions, PresetsSaveParams, ThinkingLevel } from "../../../../shared-protocol/generated/protocol.js";
import { accepted, fields, number, oneOf, optional, own, string, strings, type Fields } from "../../infrastructure/readers.js";
import type { ToHost } from "./messages.js";

const longestText = 256 * 1024;
const mostItems = 1000;
const thinkingLevels: readonly ThinkingLevel[] = ["off", "low", "medium", "high", "max"];
const numbers = [
  ...(["temperature", "topP", "topK", "minP", "frequencyPenalty", "presencePenalty", "repeatPenalty"] as const),
  ...(["seed", "maxTokens", "thinkingBudget", "contextLength"] as const),
];

const text = (from: Fields, key: string): string => string(from, key, longestText);
const texts = (from: Fields, key: string): string[] => strings(from, key, mostItems, longestText);

function options(from: Fields): GenerationOptions {
  return {
    ...(Object.assign({}, ...numbers.map((key) => optional(from, key, number))) as GenerationOptions),
    ...optional(from, "stop", texts),
    ...optional(from, "jsonSchema", text),
    ...optional(from, "thinking", (given, key) => oneOf(given, key, thinkingLevels)),
  };
}

function preset(from: Fields): PresetsSaveParams {
  return {
    name: text(from, "name"),
    models: texts(from, "models"),
    options: options(fields(own(from, "options"), "options")),
    ...optional(from, "before", text),
    ...optional(from, "systemPrompt", text),
  };
}

/** Accepts a message of the webview, built anew from the known fields, or returns undefined. */
export function readToHost(value: unknown): ToHost | undefined {
  return accepted((): ToHost | undefined => {
    const from = fields(value, "message");
    switch (own(from, "type")) {
      case "read":
        return { type: "read" };
      case "save":
        return { type: "save", saveId: text(from, "saveId"), preset: preset(fields(own(from, "preset"), "preset")) };
      case "remove":
        return { type: "remove", name: text(from, "name") };
      default:
        return undefined;
    }
  });
}
