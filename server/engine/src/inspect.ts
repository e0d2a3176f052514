import { GgufFileType } from "node-llama-cpp";
import type { EngineInspectResult } from "../../../shared-protocol/generated/protocol";
import { hasTemplate } from "./models/chat-format";
import { modelSize, readHeader } from "./models/load-failures";

/** Reads what a GGUF file says of itself. */
export async function inspect(modelPath: string): Promise<EngineInspectResult> {
  const { metadata, architectureMetadata } = await readHeader(modelPath);
  // Any file may lack any of these, whatever the types of a good one say.
  const { name, architecture, file_type: fileType }: { name?: unknown; architecture?: unknown; file_type?: unknown } = metadata.general;
  const trained: unknown = architectureMetadata.context_length;
  return {
    name: textOr(name),
    architecture: textOr(architecture),
    quantization: quantizationOf(fileType),
    trainedContextLength: typeof trained === "number" ? trained : null,
    chatTemplate: hasTemplate(metadata),
    sizeBytes: modelSize(modelPath),
  };
}

const textOr = (value: unknown): string | null => (typeof value === "string" ? value : null);

const quantizationOf = (fileType: unknown): string | null => {
  const known = Object.entries(GgufFileType).find(([, type]) => type === fileType)?.[0];
  return known?.replace(/^(MOSTLY|ALL)_/, "") ?? null;
};
