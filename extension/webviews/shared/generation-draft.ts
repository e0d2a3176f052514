import type { GenerationOptions, ThinkingLevel } from "../../../shared-protocol/generated/protocol.js";
import { language, plural, t } from "./l10n.js";

export type NumberKey = Exclude<keyof GenerationOptions, "stop" | "jsonSchema" | "thinking">;

export interface NumberField {
  key: NumberKey;
  label: string;
  hint: string;
  least: number;
  most?: number;
  whole?: boolean;
}

const most = 2_147_483_647;

/** The limits are the sidecar's. */
export const numberFields: readonly NumberField[] = [
  { key: "temperature", label: t("Temperature"), hint: t("0 is the most predictable."), least: 0, most: 5 },
  { key: "topP", label: t("Top-p"), hint: t("Share of the likeliest tokens."), least: 0, most: 1 },
  { key: "topK", label: t("Top-k"), hint: t("Number of likeliest tokens."), least: 0, whole: true },
  { key: "minP", label: t("Min-p"), hint: t("Least share of the likeliest."), least: 0, most: 1 },
  { key: "repeatPenalty", label: t("Repeat penalty"), hint: t("Above 1: fewer repeats."), least: 0, most: 10 },
  { key: "frequencyPenalty", label: t("Frequency penalty"), hint: t("By how often a token came."), least: -2, most: 2 },
  { key: "presencePenalty", label: t("Presence penalty"), hint: t("For any token that came."), least: -2, most: 2 },
  { key: "seed", label: t("Seed"), hint: t("The same gives the same."), least: -2_147_483_648, most, whole: true },
  { key: "maxTokens", label: t("Longest answer"), hint: t("In tokens."), least: 1, most, whole: true },
  { key: "contextLength", label: t("Context window"), hint: t("In tokens, where the server allocates it."), least: 64, most, whole: true },
  { key: "thinkingBudget", label: t("Thinking budget"), hint: t("In tokens."), least: 0, most, whole: true },
  {
    key: "keepAliveSeconds",
    label: t("Keep in memory"),
    hint: t("In seconds, where the server takes it. -1: for good."),
    least: -1,
    most: 31_622_400,
  },
];

export const thinkingLabels: Readonly<Record<ThinkingLevel, string>> = {
  off: t("Off"),
  low: t("Low"),
  medium: t("Medium"),
  high: t("High"),
  max: t("Most"),
};

/** How answers are generated, as it is being written; empty is left to what applies otherwise. */
export interface GenerationDraft {
  numbers: Readonly<Record<string, string>>;
  thinking: ThinkingLevel | "";
  /** One text a line. */
  stop: string;
  jsonSchema: string;
}

export const emptyGeneration: GenerationDraft = { numbers: {}, thinking: "", stop: "", jsonSchema: "" };

export function generationDraft(options: GenerationOptions = {}): GenerationDraft {
  const numbers = numberFields.flatMap(({ key }) => (options[key] === undefined ? [] : [[key, String(options[key])] as const]));
  return {
    numbers: Object.fromEntries(numbers),
    thinking: options.thinking ?? "",
    stop: (options.stop ?? []).join("\n"),
    jsonSchema: options.jsonSchema ?? "",
  };
}

/** The host takes no longer ones. */
export const longestText = 256 * 1024;
export const tooLong = t("This is too long to be stored.");

/** What keeps it from being saved, by field. */
export function generationProblems({ numbers, jsonSchema, stop }: GenerationDraft): Record<string, string> {
  const found: Record<string, string> = {};
  for (const field of numberFields) {
    const text = (numbers[field.key] ?? "").trim();
    const problem = text === "" ? undefined : numberProblem(field, numberIn(text));
    if (problem !== undefined) found[field.key] = problem;
  }
  if (stop.length > longestText) found["stop"] = tooLong;
  if (jsonSchema.length > longestText) found["jsonSchema"] = tooLong;
  else if (jsonSchema.trim() !== "" && !isObject(jsonSchema)) found["jsonSchema"] = t("This is no JSON object.");
  return found;
}

/** A decimal comma is one too. */
const numberIn = (text: string): number => Number(text.replace(",", "."));

function numberProblem({ least, most: highest = most, whole = false }: NumberField, value: number): string | undefined {
  if (Number.isNaN(value)) return t("This is no number.");
  if (whole && !Number.isInteger(value)) return t("A whole number.");
  if (value >= least && value <= highest) return undefined;
  return highest >= most ? t("{0} or more.", least) : t("{0} to {1}.", least, highest);
}

function isObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}

export function generationOptions({ numbers, thinking, stop, jsonSchema }: GenerationDraft): GenerationOptions {
  const options: GenerationOptions = {};
  for (const { key } of numberFields) {
    const text = (numbers[key] ?? "").trim();
    if (text !== "") options[key] = numberIn(text);
  }
  const stops = stop.split("\n").filter((line) => line !== "");
  if (stops.length > 0) options.stop = stops;
  if (jsonSchema.trim() !== "") options.jsonSchema = jsonSchema.trim();
  if (thinking !== "") options.thinking = thinking;
  return options;
}

const plain = new Intl.NumberFormat(language, { useGrouping: false, maximumFractionDigits: 20 });

/** What options set, in a line. */
export function optionsSummary(options: GenerationOptions = {}): string {
  const words = numberFields.flatMap(({ key, label }) => (options[key] === undefined ? [] : [`${label} ${plain.format(options[key])}`]));
  if (options.thinking) words.push(`${t("Thinking")}: ${thinkingLabels[options.thinking]}`);
  if (options.stop) words.push(plural(t("{0} stop text|{0} stop texts"), options.stop.length));
  if (options.jsonSchema) words.push(t("JSON schema"));
  return words.join(" · ");
}
