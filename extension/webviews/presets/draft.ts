import type {
  GenerationOptions,
  ModelInfo,
  Preset,
  PresetsSaveParams,
  ThinkingLevel,
} from "../../../shared-protocol/generated/protocol.js";
import { isKnownToLack } from "../shared/models.js";
import { language, plural, t } from "../shared/l10n.js";

export interface NumberField {
  key: Exclude<keyof GenerationOptions, "stop" | "jsonSchema" | "thinking">;
  label: string;
  hint: string;
  least: number;
  most?: number;
  whole?: boolean;
}

/** The limits are the sidecar's. */
export const numberFields: readonly NumberField[] = [
  { key: "temperature", label: t("Temperature"), hint: t("0 is the most predictable."), least: 0, most: 5 },
  { key: "topP", label: t("Top-p"), hint: t("Share of the likeliest tokens."), least: 0, most: 1 },
  { key: "topK", label: t("Top-k"), hint: t("Number of likeliest tokens."), least: 0, whole: true },
  { key: "minP", label: t("Min-p"), hint: t("Least share of the likeliest."), least: 0, most: 1 },
  { key: "repeatPenalty", label: t("Repeat penalty"), hint: t("Above 1: fewer repeats."), least: 0, most: 10 },
  { key: "frequencyPenalty", label: t("Frequency penalty"), hint: t("By how often a token came."), least: -2, most: 2 },
  { key: "presencePenalty", label: t("Presence penalty"), hint: t("For any token that came."), least: -2, most: 2 },
  { key: "seed", label: t("Seed"), hint: t("The same gives the same."), least: -2_147_483_648, most: 2_147_483_647, whole: true },
  { key: "maxTokens", label: t("Longest answer"), hint: t("In tokens."), least: 1, most: 2_147_483_647, whole: true },
  {
    key: "contextLength",
    label: t("Context window"),
    hint: t("In tokens, where the server allocates it."),
    least: 64,
    most: 2_147_483_647,
    whole: true,
  },
  { key: "thinkingBudget", label: t("Thinking budget"), hint: t("In tokens."), least: 0, most: 2_147_483_647, whole: true },
];

export const thinkingLabels: Readonly<Record<ThinkingLevel, string>> = {
  off: t("Off"),
  low: t("Low"),
  medium: t("Medium"),
  high: t("High"),
  max: t("Most"),
};

/** A preset as it is being written. */
export interface Draft {
  /** The name that it has; undefined: it is new. */
  before: string | undefined;
  name: string;
  systemPrompt: string;
  numbers: Readonly<Record<string, string>>;
  thinking: ThinkingLevel | "";
  /** One text a line. */
  stop: string;
  jsonSchema: string;
  models: readonly string[];
  /** A model that was typed and not added yet. */
  typedModel: string;
}

export const newDraft: Draft = {
  before: undefined,
  name: "",
  systemPrompt: "",
  numbers: {},
  thinking: "",
  stop: "",
  jsonSchema: "",
  models: [],
  typedModel: "",
};

export function draftOf({ name, systemPrompt, models, options = {} }: Preset): Draft {
  const numbers = numberFields.flatMap(({ key }) => (options[key] === undefined ? [] : [[key, String(options[key])] as const]));
  return {
    before: name,
    name,
    systemPrompt: systemPrompt ?? "",
    numbers: Object.fromEntries(numbers),
    thinking: options.thinking ?? "",
    stop: (options.stop ?? []).join("\n"),
    jsonSchema: options.jsonSchema ?? "",
    models,
    typedModel: "",
  };
}

/** The host takes no longer ones. */
const longestText = 256 * 1024;

export const notModel = t("A model is named provider/model.");

/** Its server may be off: what is not listed now is taken as well. */
export const isModelName = (name: string, orNone = false): boolean => (orNone && name === "") || /^[^/\s]+\/\S.*$/.test(name);

/** What keeps a draft from being saved, by field. */
export function problems(draft: Draft): Readonly<Record<string, string>> {
  const { name, numbers, jsonSchema } = draft;
  const found: Record<string, string> = {};
  if (name.trim() === "" || name.trim().length > 64) found["name"] = t("A name has 1 to 64 characters.");
  for (const field of numberFields) {
    const text = (numbers[field.key] ?? "").trim();
    const problem = text === "" ? undefined : numberProblem(field, numberIn(text));
    if (problem !== undefined) found[field.key] = problem;
  }
  if (draft.systemPrompt.length > longestText) found["systemPrompt"] = t("This is too long to be stored.");
  if (!isModelName(draft.typedModel.trim(), true)) found["typedModel"] = notModel;
  if (jsonSchema.length > longestText) found["jsonSchema"] = t("This is too long to be stored.");
  else if (jsonSchema.trim() !== "" && !isObject(jsonSchema)) found["jsonSchema"] = t("This is no JSON object.");
  return found;
}

/** A decimal comma is one too. */
const numberIn = (text: string): number => Number(text.replace(",", "."));

function numberProblem({ least, most = Number.MAX_SAFE_INTEGER, whole = false }: NumberField, value: number): string | undefined {
  if (Number.isNaN(value)) return t("This is no number.");
  if (whole && !Number.isInteger(value)) return t("A whole number.");
  if (value >= least && value <= most) return undefined;
  return most >= 2_147_483_647 ? t("{0} or more.", least) : t("{0} to {1}.", least, most);
}

function isObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}

export function toSave({ before, name, systemPrompt, numbers, thinking, stop, jsonSchema, models, typedModel }: Draft): PresetsSaveParams {
  const options: GenerationOptions = {};
  for (const { key } of numberFields) {
    const text = (numbers[key] ?? "").trim();
    if (text !== "") options[key] = numberIn(text);
  }
  const stops = stop.split("\n").filter((line) => line !== "");
  if (stops.length > 0) options.stop = stops;
  if (jsonSchema.trim() !== "") options.jsonSchema = jsonSchema.trim();
  if (thinking !== "") options.thinking = thinking;
  return {
    name: name.trim(),
    models: [...new Set([...models, ...(typedModel.trim() === "" ? [] : [typedModel.trim()])])],
    options,
    ...(before !== undefined && { before }),
    ...(systemPrompt.trim() !== "" && { systemPrompt }),
  };
}

/** Those of the chosen models that are known not to think. */
export const thoughtless = (draft: Draft, models: readonly ModelInfo[]): string[] =>
  models.filter((each) => draft.models.includes(each.model) && isKnownToLack(each, "thinking")).map(({ displayName }) => displayName);

const plain = new Intl.NumberFormat(language, { useGrouping: false, maximumFractionDigits: 20 });

/** What a preset sets, in a line. */
export function summary({ options = {} }: Preset): string {
  const words = numberFields.flatMap(({ key, label }) => (options[key] === undefined ? [] : [`${label} ${plain.format(options[key])}`]));
  if (options.thinking) words.push(`${t("Thinking")}: ${thinkingLabels[options.thinking]}`);
  if (options.stop) words.push(plural(t("{0} stop text|{0} stop texts"), options.stop.length));
  if (options.jsonSchema) words.push(t("JSON schema"));
  return words.join(" · ");
}
