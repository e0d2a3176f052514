import type {
  EngineGenerateParams,
  EngineGenerateResult,
  EngineProgress,
  ReplyPhase,
} from "../../../../shared-protocol/generated/protocol";
import { toHistory } from "../models/chat-format";
import { modelSize } from "../models/load-failures";
import type { LoadedModel } from "../models/loaded-model";
import type { ModelPool } from "../models/model-pool";
import type { ModelSlot } from "../models/model-slot";
import { OnnxModel } from "../onnx/onnx-model";
import { writeAnswer } from "./answer";
import { DeltaStream, type SendDelta } from "./delta-stream";
import { Figures } from "./figures";
import { answerByOnnx } from "./onnx-answer";
import { evaluatePrompt } from "./prompt";

/** llama.cpp tells each block that it loads; nobody sees the difference. */
const progressSteps = 50;

export interface Reporter {
  delta: SendDelta;
  progress: (progress: EngineProgress) => void;
}

/** Answers one conversation. */
export class Generation {
  readonly #figures = new Figures();
  readonly #deltas: DeltaStream;
  #told = "";

  constructor(
    private readonly params: EngineGenerateParams,
    private readonly pool: ModelPool,
    private readonly physicalCores: number,
    private readonly reporter: Reporter,
    private readonly signal: AbortSignal,
  ) {
    this.#deltas = new DeltaStream(params.replyId, reporter.delta);
  }

  /** A cancel is answered at once, with what has come: what llama.cpp is computing just then ends on its own and is thrown away. */
  async run(): Promise<EngineGenerateResult> {
    const cancelled = new Promise<"cancelled">((resolve) =>
      this.signal.addEventListener("abort", () => resolve("cancelled"), { once: true }),
    );
    try {
      this.signal.throwIfAborted();
      const stopReason = await Promise.race([this.#queue(), cancelled]);
      return this.#figures.result(stopReason);
    } catch (error) {
      if (this.signal.aborted) return this.#figures.result("cancelled");
      throw error;
    } finally {
      await this.#deltas.close();
    }
  }

  async #queue() {
    const { modelPath } = this.params;
    modelSize(modelPath);
    const slot = this.pool.slot(modelPath);
    if (slot.turns.taken) this.#tell("connecting");
    const endTurn = await slot.take(this.signal);
    try {
      return await this.#answer(slot);
    } finally {
      endTurn();
    }
  }

  async #answer(slot: ModelSlot) {
    const { contextLength, threads = this.physicalCores } = this.params;
    const allocation = { contextLength, threads };
    if (!slot.matches(allocation)) this.#tell("loadingModel", 0);
    const loaded = await this.pool.ready(slot, allocation, (fraction) => this.#tell("loadingModel", fraction), this.signal);
    this.signal.throwIfAborted();
    this.#tell("processingPrompt");
    const onProgress = (fraction: number) => this.#tell("processingPrompt", fraction);
    const { params, signal } = this;
    if (loaded instanceof OnnxModel) {
      return await answerByOnnx({ loaded, params, deltas: this.#deltas, figures: this.#figures, onProgress, signal });
    }
    return await this.#answerByLlama(loaded, onProgress);
  }

  async #answerByLlama(loaded: LoadedModel, onProgress: (fraction: number) => void) {
    const { messages, sampling = {} } = this.params;
    const history = toHistory(messages);
    const meter = loaded.sequence.tokenMeter;
    const room = await evaluatePrompt(loaded, history, this.#figures, onProgress, this.signal);
    const before = meter.usedOutputTokens;
    this.#figures.countCompletion = () => meter.usedOutputTokens - before;
    return await writeAnswer({ loaded, history, sampling, room, deltas: this.#deltas, figures: this.#figures, signal: this.signal });
  }

  #tell(phase: ReplyPhase, fraction?: number): void {
    if (this.signal.aborted) return;
    const step = `${phase} ${fraction === undefined ? "" : Math.floor(fraction * progressSteps)}`;
    if (step === this.#told) return;
    this.#told = step;
    this.reporter.progress({ replyId: this.params.replyId, phase, ...(fraction === undefined ? {} : { fraction }) });
  }
}
