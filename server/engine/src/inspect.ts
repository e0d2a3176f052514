import { GgufFileType } from "node-llama-cpp";
import type { EngineInspectResult } from "../../../shared-protocol/generated/protocol";
import { hasTemplate } from "./models/chat-format";
import { modelSize, readHeader } from "./models/load-failures";

/** Reads what a GGUF file says of itself. */
export async function inspect(modelPath: string): Promise<EngineInspectResult> {
  const { metadata, architectureMetadata } = await readHeader(modelPath);
  const { name, architecture, file_type: fileType } = metadata.general;
  const trained: unknown = architectureMetadata.context_length;
  return {
    name: name ?? null,
    architecture: architecture ?? null,
    quantization: fileType === undefined ? null : (GgufFileType[fileType]?.replace(/^(MOSTLY|ALL)_/, "") ?? null),
    trainedContextLength: typeof trained === "number" ? trained : null,
    chatTemplate: hasTemplate(metadata),
    sizeBytes: modelSize(modelPath),
  };
}
