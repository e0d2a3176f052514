import path from "node:path";
import type { LoadedModel } from "../models/loaded-model";
import { normalised, textTooLong } from "./vectors";

/** Vectors of a GGUF model, in a context of their own that goes when they are made. */
export async function embedByLlama({ model, modelPath, allocation }: LoadedModel, texts: readonly string[], signal: AbortSignal) {
  const most = model.trainContextSize;
  const tokenised = texts.map((text) => model.tokenize(text));
  // The model's own marks around a text take up to two tokens more.
  const long = tokenised.findIndex((tokens) => tokens.length > most - 2);
  if (long >= 0) throw textTooLong(path.basename(modelPath), long, tokenised[long]?.length ?? 0, most - 2);
  const longest = Math.max(...tokenised.map((tokens) => tokens.length)) + 2;
  const context = await model.createEmbeddingContext({ contextSize: longest, batchSize: longest, threads: allocation.threads });
  try {
    const vectors: Float32Array[] = [];
    for (const tokens of tokenised) {
      if (signal.aborted) break;
      vectors.push(normalised(Float32Array.from((await context.getEmbeddingFor(tokens)).vector)));
    }
    return { vectors, tokens: tokenised.reduce((total, tokens) => total + tokens.length, 0) };
  } finally {
    await context.dispose();
  }
}
