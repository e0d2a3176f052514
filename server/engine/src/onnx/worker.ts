// The thread of one ONNX model. ONNX Runtime computes without giving way: beside it the engine goes on answering.
import { parentPort, workerData } from "node:worker_threads";
import { Failure, wordsOf } from "../wire/failure";
import { onnxFiles } from "./files";
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
  const model = await TextModel.load(files, modelPath, threads);
  port.on("message", (question: ToOnnx) => {
    model.generate(question, tell).then((stopReason) => tell({ type: "done", stopReason }), fail);
  });
  tell({ type: "loaded", trainedLength: model.trainedLength });
} catch (error) {
  fail(error);
}
