import { ResponseError } from "vscode-jsonrpc/node";
import { RpcErrorCode, type EngineEmbedParams, type EngineEmbedResult } from "../../../../shared-protocol/generated/protocol";
import { modelSize } from "../models/load-failures";
import type { ModelPool } from "../models/model-pool";
import { OnnxModel } from "../onnx/onnx-model";
import { embedByLlama } from "./llama-embed";

/** Makes vectors of texts. A cancel is answered at once; what is computed just then ends on its own and is thrown away. */
export async function embed(params: EngineEmbedParams, pool: ModelPool, cores: number, signal: AbortSignal): Promise<EngineEmbedResult> {
  const cancelled = new Promise<never>((_, reject) => {
    signal.addEventListener("abort", () => reject(requestCancelled()), { once: true });
  });
  try {
    const { vectors, tokens } = await Promise.race([inTurn(params, pool, cores, signal), cancelled]);
    return { vectors: vectors.map((vector) => Array.from(vector)), tokens };
  } catch (error) {
    throw signal.aborted ? requestCancelled() : error;
  }
}

const requestCancelled = () => new ResponseError(RpcErrorCode.requestCancelled, "The request was cancelled.");

async function inTurn({ modelPath, texts, threads }: EngineEmbedParams, pool: ModelPool, cores: number, signal: AbortSignal) {
  modelSize(modelPath);
  const slot = pool.slot(modelPath);
  const endTurn = await slot.take(signal);
  try {
    const allocation = { contextLength: undefined, threads: threads ?? cores };
    // The vectors come of a context of their own: a chat on the same model keeps its window.
    const loaded = await pool.asItIs(slot, allocation, signal);
    return await (loaded instanceof OnnxModel ? loaded.embed(texts, signal) : embedByLlama(loaded, texts, signal));
  } finally {
    endTurn();
  }
}
