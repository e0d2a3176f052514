import type { GenerationOptions, ThinkingLevel } from "../../../shared-protocol/generated/protocol.js";
import { longestText, number, oneOf, optional, string, strings, type Fields } from "./readers.js";

const mostItems = 1000;
const thinkingLevels: readonly ThinkingLevel[] = ["off", "low", "medium", "high", "max"];
const numbers = [
  ...(["temperature", "topP", "topK", "minP", "frequencyPenalty", "presencePenalty", "repeatPenalty"] as const),
  ...(["seed", "maxTokens", "thinkingBudget", "contextLength", "keepAliveSeconds"] as const),
];

/** Reads how answers are generated from what a webview sent; whether its numbers make sense is the sidecar's to say. */
export function generationOptions(from: Fields): GenerationOptions {
  return {
    ...(Object.assign({}, ...numbers.map((key) => optional(from, key, number))) as GenerationOptions),
    ...optional(from, "stop", (given, key) => strings(given, key, mostItems, longestText)),
    ...optional(from, "jsonSchema", (given, key) => string(given, key, longestText)),
    ...optional(from, "thinking", (given, key) => oneOf(given, key, thinkingLevels)),
  };
}
