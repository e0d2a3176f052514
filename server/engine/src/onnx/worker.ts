// The thread of one ONNX model. ONNX Runtime computes without giving way: beside it the engine goes on answering.
import { parentPort, workerData } from "node:worker_threads";
import { speak, t } from "../l10n";
import { Failure, wordsOf } from "../wire/failure";
import { EmbeddingModel } from "./embedding-model";
import { makesVectors, nameOf, onnxFiles } from "./files";
import { keepOffline } from "./library";
import type { FromOnnx, OnnxStart, ToOnnx } from "./messages";
import { TextModel } from "./text-model";

const port = parentPort;
if (!port) throw new Error("This file is a thread of the engine.");
const tell = (message: FromOnnx) => port.postMessage(message);
const fail = (error: unknown) =>
  tell(
    error instanceof Failure
      ? { type: "failed", message: error.message, data: error.data, code: error.code }
      : { type: "failed", message: wordsOf(error) },
  );

const { modelPath, threads, language } = workerData as OnnxStart;
speak(language);
keepOffline();
try {
  const files = onnxFiles(modelPath);
  const model = await (makesVectors(files.config) ? EmbeddingModel : TextModel).load(files, modelPath, threads);
  port.on("message", (question: ToOnnx) => void answer(model, question).then(tell, fail));
  tell({ type: "loaded", trainedLength: model.trainedLength });
} catch (error) {
  fail(error);
}

async function answer(model: TextModel | EmbeddingModel, question: ToOnnx): Promise<FromOnnx> {
  if (question.type === "generate" && model instanceof TextModel) return { type: "done", stopReason: await model.generate(question, tell) };
  if (question.type === "embed" && model instanceof EmbeddingModel) return { type: "vectors", ...(await model.embed(question)) };
  throw wrongUse(nameOf(modelPath), question.type);
}

function wrongUse(name: string, wanted: ToOnnx["type"]): Failure {
  const [message, why] =
    wanted === "embed"
      ? [t("The model {0} makes no vectors of texts.", name), t("It is a model that writes.")]
      : [t("The model {0} does not write text.", name), t("It is a model that makes vectors of texts.")];
  return new Failure(message, { kind: "invalid", why, fix: t("Choose another model."), retryable: false });
}
