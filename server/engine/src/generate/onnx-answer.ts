import type { EngineGenerateParams, StopReason } from "../../../../shared-protocol/generated/protocol";
import { t } from "../l10n";
import type { OnnxModel } from "../onnx/onnx-model";
import { Failure } from "../wire/failure";
import type { DeltaStream } from "./delta-stream";
import type { Figures } from "./figures";

export interface OnnxAnswerOptions {
  readonly loaded: OnnxModel;
  readonly params: EngineGenerateParams;
  readonly deltas: DeltaStream;
  readonly figures: Figures;
  readonly onProgress: (fraction: number) => void;
  readonly signal: AbortSignal;
}

/** Has the thread of the model write the answer, and counts. */
export function answerByOnnx({ loaded, params, deltas, figures, onProgress, signal }: OnnxAnswerOptions): Promise<StopReason> {
  const { messages, sampling = {} } = params;
  if (sampling.jsonSchema !== undefined) throw noSchema();
  let written = 0;
  figures.contextLength = loaded.contextSize;
  figures.countCompletion = () => written;
  figures.promptBegins();
  return loaded.generate(
    messages,
    sampling,
    (message) => {
      switch (message.type) {
        case "prompt":
          figures.promptTokens = message.tokens;
          figures.evaluatedPromptTokens = message.evaluated;
          break;
        case "progress":
          onProgress(message.fraction);
          break;
        case "token":
          written++;
          figures.tokenCame();
          deltas.pushAll(message.parts);
          break;
        case "rest":
          deltas.pushAll(message.parts);
          break;
        case "loaded":
        case "done":
        case "vectors":
        case "failed":
          break;
      }
    },
    signal,
  );
}

const noSchema = () =>
  new Failure(t("An ONNX model cannot be held to a JSON schema."), {
    kind: "invalid",
    why: t("The library that runs it has no grammars."),
    fix: t("Leave the schema out, or choose a GGUF model."),
    retryable: false,
  });
