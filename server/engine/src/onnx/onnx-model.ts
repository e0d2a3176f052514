import { Worker } from "node:worker_threads";
import type { EngineMessage, EngineSampling } from "../../../../shared-protocol/generated/protocol";
import { defaultContextCap, type Allocation, type ModelInMemory } from "../models/model-in-memory";
import { Failure } from "../wire/failure";
import type { FromOnnx, OnnxStart, ToOnnx } from "./messages";

type Ended = Extract<FromOnnx, { type: "loaded" | "done" }>;

/** An ONNX model in memory: a thread that holds it and works for one request at a time. The library is loaded there, and not before. */
export class OnnxModel implements ModelInMemory {
  #trainedLength: number | undefined;
  #gone: Error | undefined;
  #listener: ((message: FromOnnx) => void) | undefined;

  private constructor(
    private readonly worker: Worker,
    private readonly start: OnnxStart,
    public allocation: Allocation,
  ) {
    // What a package prints would break the frames on stdout.
    worker.stdout.pipe(process.stderr, { end: false });
    worker.stderr.pipe(process.stderr, { end: false });
    worker.on("message", (message: FromOnnx) => this.#listener?.(message));
    worker.on("error", (error) => this.#end(error));
    worker.on("exit", () => this.#end(new Error("The thread of the model ended.")));
  }

  static async load(modelPath: string, allocation: Allocation, signal?: AbortSignal): Promise<OnnxModel> {
    const start: OnnxStart = { modelPath, threads: allocation.threads };
    const worker = new Worker(new URL("./onnx.mjs", import.meta.url), { workerData: start, stdout: true, stderr: true });
    const model = new OnnxModel(worker, start, allocation);
    const abandon = () => void model.dispose();
    signal?.addEventListener("abort", abandon, { once: true });
    try {
      const loaded = await model.#answer("loaded", () => undefined);
      model.#trainedLength = loaded.trainedLength;
      return model;
    } catch (error) {
      await model.dispose();
      throw error;
    } finally {
      signal?.removeEventListener("abort", abandon);
    }
  }

  /** The window costs nothing beforehand: it is a limit, and memory grows with what is said. */
  get contextSize(): number {
    const most = this.#trainedLength ?? Number.MAX_SAFE_INTEGER;
    return Math.min(this.allocation.contextLength ?? defaultContextCap, most);
  }

  async generate(messages: readonly EngineMessage[], sampling: EngineSampling, tell: (message: FromOnnx) => void, signal: AbortSignal) {
    const question = { type: "generate" as const, messages, sampling, window: this.contextSize };
    return (await this.#ask("done", question, tell, signal)).stopReason;
  }

  async reopen(allocation: Allocation): Promise<OnnxModel> {
    if (allocation.threads === this.allocation.threads) {
      this.allocation = allocation;
      return this;
    }
    await this.dispose();
    return OnnxModel.load(this.start.modelPath, allocation);
  }

  async dispose(): Promise<void> {
    await this.worker.terminate();
  }

  async #ask<T extends Ended["type"]>(type: T, question: Omit<ToOnnx, "stop">, tell: (message: FromOnnx) => void, signal: AbortSignal) {
    const stop = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
    const onAbort = () => void Atomics.store(stop, 0, 1);
    if (signal.aborted) onAbort();
    signal.addEventListener("abort", onAbort, { once: true });
    try {
      const answer = this.#answer(type, tell);
      this.worker.postMessage({ ...question, stop } satisfies ToOnnx);
      return await answer;
    } finally {
      signal.removeEventListener("abort", onAbort);
    }
  }

  #answer<T extends Ended["type"]>(type: T, tell: (message: FromOnnx) => void): Promise<Extract<FromOnnx, { type: T }>> {
    return new Promise((resolve, reject) => {
      if (this.#gone) reject(this.#gone);
      this.#listener = (message) => {
        if (message.type === "failed") reject(toError(message));
        else if (isOf(message, type)) resolve(message);
        else tell(message);
      };
    });
  }

  #end(error: Error): void {
    this.#gone ??= error;
    this.#listener?.({ type: "failed", message: this.#gone.message });
  }
}

const isOf = <T extends FromOnnx["type"]>(message: FromOnnx, type: T): message is Extract<FromOnnx, { type: T }> => message.type === type;

const toError = ({ message, data, code }: Extract<FromOnnx, { type: "failed" }>) =>
  data ? new Failure(message, data, code) : new Error(message);
