// The thread of one ONNX model. ONNX Runtime computes without giving way: beside it the engine goes on answering.
import { parentPort, workerData } from "node:worker_threads";
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

keepOffline();
const { modelPath, threads } = workerData as OnnxStart;
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
  throw wrongUse(modelPath, question.type);
}

const wrongUse = (file: string, wanted: ToOnnx["type"]) =>
  new Failure(`The model ${nameOf(file)} ${wanted === "embed" ? "makes no vectors of texts" : "does not write text"}.`, {
    kind: "invalid",
    why: wanted === "embed" ? "It is a model that writes." : "It is a model that makes vectors of texts.",
    fix: "Choose another model.",
    retryable: false,
  });
