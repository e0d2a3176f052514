import { statSync } from "node:fs";
import path from "node:path";
import { InsufficientMemoryError, readGgufFileInfo, type GgufFileInfo } from "node-llama-cpp";
import { Failure, wordsOf } from "../wire/failure";

/** Size of a model file. */
export function modelSize(modelPath: string): number {
  const stats = statSync(modelPath, { throwIfNoEntry: false });
  if (stats?.isFile()) return stats.size;
  throw new Failure(`The model file ${path.basename(modelPath)} is not there.`, {
    kind: "modelNotFound",
    why: "It was moved or deleted.",
    fix: "Download the model again, or choose another one.",
    detail: modelPath,
    retryable: false,
  });
}

/** Reads the header of a model file; a file that is no GGUF fails here, before llama.cpp sees it. */
export async function readHeader(modelPath: string): Promise<GgufFileInfo> {
  modelSize(modelPath);
  try {
    return await readGgufFileInfo(modelPath, { sourceType: "filesystem", logWarnings: false });
  } catch (error) {
    throw corrupt(modelPath, error);
  }
}

export function toLoadFailure(modelPath: string, error: unknown): unknown {
  if (error instanceof Failure) return error;
  return error instanceof InsufficientMemoryError ? outOfMemory(modelPath, error) : corrupt(modelPath, error);
}

const corrupt = (modelPath: string, error: unknown) =>
  new Failure(`The model file ${path.basename(modelPath)} cannot be loaded.`, {
    kind: "corrupt",
    why: "It is damaged, incomplete, or of a kind that this llama.cpp does not know.",
    fix: "Delete the file and download it again, or choose another model.",
    detail: wordsOf(error),
    retryable: false,
  });

export const outOfMemory = (modelPath: string, error: unknown) =>
  new Failure(`The model ${path.basename(modelPath)} does not fit into memory.`, {
    kind: "outOfMemory",
    why: "The model and its context window need more memory than this machine has free.",
    fix: "Close other programs, choose a smaller model, or set a shorter context window.",
    detail: wordsOf(error),
    retryable: true,
  });
