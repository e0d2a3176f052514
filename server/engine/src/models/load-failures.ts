import { statSync } from "node:fs";
import path from "node:path";
import { InsufficientMemoryError, readGgufFileInfo, type GgufFileInfo } from "node-llama-cpp";
import { t } from "../l10n";
import { Failure, wordsOf } from "../wire/failure";

/** Size of a model file. */
export function modelSize(modelPath: string): number {
  const stats = statSync(modelPath, { throwIfNoEntry: false });
  if (stats?.isFile()) return stats.size;
  throw new Failure(t("The model file {0} is not there.", path.basename(modelPath)), {
    kind: "modelNotFound",
    why: t("It was moved or deleted."),
    fix: t("Download the model again, or choose another one."),
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
  new Failure(t("The model file {0} cannot be loaded.", path.basename(modelPath)), {
    kind: "corrupt",
    why: t("It is damaged, incomplete, or of a kind that this llama.cpp does not know."),
    fix: t("Delete the file and download it again, or choose another model."),
    detail: wordsOf(error),
    retryable: false,
  });

export const outOfMemory = (modelPath: string, error: unknown) =>
  new Failure(t("The model {0} does not fit into memory.", path.basename(modelPath)), {
    kind: "outOfMemory",
    why: t("The model and its context window need more memory than this machine has free."),
    fix: t("Close other programs, choose a smaller model, or set a shorter context window."),
    detail: wordsOf(error),
    retryable: true,
  });
