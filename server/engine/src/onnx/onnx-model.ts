import { Worker } from "node:worker_threads";
import type { EngineMessage, EngineSampling } from "../../../../shared-protocol/generated/protocol";
import { language, t } from "../l10n";
import { defaultContextCap, type Allocation, type ModelInMemory } from "../models/model-in-memory";
import { Failure, wordsOf } from "../wire/failure";
import type { FromOnnx, OnnxStart, ToOnnx, Unstoppable } from "./messages";

type Ended = Extract<FromOnnx, { type: "loaded" | "done" | "vectors" }>;

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
    worker.on("error", (error) => this.#end(isMissingModule(error) ? noRuntime(error) : error));
    worker.on("exit", () => this.#end(new Error(t("The thread of the model ended."))));
  }

  static async load(modelPath: string, allocation: Allocation, signal?: AbortSignal): Promise<OnnxModel> {
    const start: OnnxStart = { modelPath, threads: allocation.threads, language };
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

  /** Its thread ended by itself: out of memory, or a fault of the runtime. */
  get gone(): boolean {
    return this.#gone !== undefined;
  }

  /** Vectors of length 1, in the order of the texts. */
  embed(texts: readonly string[], signal: AbortSignal) {
    return this.#ask("vectors", { type: "embed", texts }, () => undefined, signal);
  }

  async reopen(allocation: Allocation, signal?: AbortSignal): Promise<OnnxModel> {
    if (allocation.threads === this.allocation.threads) {
      this.allocation = allocation;
      return this;
    }
    await this.dispose();
    return OnnxModel.load(this.start.modelPath, allocation, signal);
  }

  async dispose(): Promise<void> {
    await this.worker.terminate();
  }

  async #ask<T extends Ended["type"]>(type: T, question: Unstoppable, tell: (message: FromOnnx) => void, signal: AbortSignal) {
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
    const { message } = this.#gone;
    this.#listener?.(this.#gone instanceof Failure ? { type: "failed", message, data: this.#gone.data } : { type: "failed", message });
  }
}

const isOf = <T extends FromOnnx["type"]>(message: FromOnnx, type: T): message is Extract<FromOnnx, { type: T }> => message.type === type;

const toError = ({ message, data, code }: Extract<FromOnnx, { type: "failed" }>) =>
  data ? new Failure(message, data, code) : new Error(message);

const isMissingModule = (error: unknown) =>
  error instanceof Error && "code" in error && (error.code === "ERR_MODULE_NOT_FOUND" || error.code === "MODULE_NOT_FOUND");

const noRuntime = (error: unknown) =>
  new Failure(t("ONNX models do not run here."), {
    kind: "engineFailed",
    why: t("There is no ONNX Runtime in this installation: none is made for Macs with an Intel processor."),
    fix: t("Choose a GGUF model. On another machine, install AI Chat Local again."),
    detail: wordsOf(error),
    retryable: false,
  });
