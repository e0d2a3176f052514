import type { ChatHistoryItem } from "node-llama-cpp";
import type { LoadedModel } from "../models/loaded-model";
import type { Figures } from "./figures";
import { tooLong } from "./too-long";

/** Tokens between two looks at the cancel and two words on the progress: a second or two on a slow machine. */
const sliceTokens = 128;

/** What must be free behind the prompt: one token of answer, and one that the evaluation itself needs. */
const reservedTokens = 2;

/**
 * Evaluates the prompt but for its last token, which begins the answer. What the cache holds of the conversation already is kept.
 * @returns how many tokens the answer may have
 */
export async function evaluatePrompt(
  { model, format, sequence, context }: LoadedModel,
  history: ChatHistoryItem[],
  figures: Figures,
  onProgress: (fraction: number) => void,
  signal: AbortSignal,
): Promise<number> {
  const tokens = format.generateContextState({ chatHistory: history }).contextText.tokenize(model.tokenizer);
  figures.promptTokens = tokens.length;
  figures.contextLength = context.contextSize;
  figures.promptBegins();
  const room = context.contextSize - reservedTokens - tokens.length;
  if (room < 1) throw tooLong(tokens.length, context.contextSize, model.trainContextSize);

  const known = Math.min(sequence.compareContextTokens(tokens).firstDifferentIndex, tokens.length - 1);
  if (known < sequence.nextTokenIndex) await sequence.eraseContextTokenRanges([{ start: known, end: sequence.nextTokenIndex }]);
  // Some models cannot forget a part of what they read: then less is left than was asked for.
  const start = sequence.nextTokenIndex;
  figures.evaluatedPromptTokens = tokens.length - start;
  for (let from = start; from < tokens.length - 1;) {
    onProgress((from - start) / (tokens.length - start));
    const to = Math.min(from + sliceTokens, tokens.length - 1);
    await sequence.evaluateWithoutGeneratingNewTokens(tokens.slice(from, to));
    signal.throwIfAborted();
    from = to;
  }
  return room;
}
