import type { ChatHistoryItem, LlamaChatResponse, LlamaGrammar } from "node-llama-cpp";
import type { EngineSampling, StopReason } from "../../../../shared-protocol/generated/protocol";
import { t } from "../l10n";
import type { LoadedModel } from "../models/loaded-model";
import { invalidParams, wordsOf } from "../wire/failure";
import type { DeltaStream } from "./delta-stream";
import type { Figures } from "./figures";
import { samplingDefaults as defaults } from "./sampling-defaults";

export interface AnswerOptions {
  readonly loaded: LoadedModel;
  readonly history: ChatHistoryItem[];
  readonly sampling: EngineSampling;
  readonly room: number;
  readonly deltas: DeltaStream;
  readonly figures: Figures;
  readonly signal: AbortSignal;
}

/** Writes the answer, token by token. */
export async function writeAnswer({ loaded, history, sampling, room, deltas, figures, signal }: AnswerOptions): Promise<StopReason> {
  const grammar = await grammarOf(loaded, sampling.jsonSchema);
  const penalty = sampling.repeatPenalty ?? defaults.repeatPenalty;
  const response = await loaded.chat.generateResponse(history, {
    signal,
    stopOnAbortSignal: true,
    maxTokens: Math.min(sampling.maxTokens ?? room, room),
    temperature: sampling.temperature ?? defaults.temperature,
    topK: sampling.topK ?? defaults.topK,
    topP: sampling.topP ?? defaults.topP,
    minP: sampling.minP ?? defaults.minP,
    repeatPenalty: penalty === 1 ? false : { penalty, lastTokens: defaults.penalisedTokens },
    ...(sampling.seed === undefined ? {} : { seed: sampling.seed }),
    ...(sampling.stop ? { customStopTriggers: sampling.stop } : {}),
    ...(grammar ? { grammar } : {}),
    contextShift: { strategy: forgetNothing },
    onResponseChunk: ({ type, segmentType, text, tokens }) => {
      if (tokens.length > 0) figures.tokenCame();
      deltas.push(type === "segment" && segmentType === "thought" ? "thinking" : "text", text);
    },
  });
  return stopReasonOf(response);
}

/** The answer is bounded by the room in the window: dropping a part of the conversation is never right. */
const forgetNothing = (): never => {
  throw new Error(t("The context window is full."));
};

async function grammarOf(loaded: LoadedModel, schema: string | undefined): Promise<LlamaGrammar | undefined> {
  if (schema === undefined) return undefined;
  try {
    return await loaded.model.llama.createGrammarForJsonSchema(asSchema(JSON.parse(schema)));
  } catch (error) {
    throw invalidParams(t("The JSON schema cannot be used: {0}", wordsOf(error)));
  }
}

const asSchema = (schema: unknown): { type: "object" } => {
  if (isObject(schema)) return schema;
  throw new Error(t("It is not an object."));
};

/** What the schema says in detail is checked where the grammar is made of it. */
const isObject = (schema: unknown): schema is { type: "object" } => typeof schema === "object" && schema !== null;

function stopReasonOf({ metadata }: LlamaChatResponse): StopReason {
  switch (metadata.stopReason) {
    case "abort":
      return "cancelled";
    case "maxTokens":
      return "length";
    case "eogToken":
    case "stopGenerationTrigger":
    case "customStopTrigger":
      return "stop";
    case "functionCalls":
      return "other";
  }
}
