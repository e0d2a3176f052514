import type { OnnxModel } from "../onnx/onnx-model";
import type { LoadedModel } from "./loaded-model";
import type { Allocation } from "./model-in-memory";
import { Turns } from "./turns";

export type AnyModel = LoadedModel | OnnxModel;

/** A model file: in memory or not, and whose turn it is to use it. */
export class ModelSlot {
  readonly turns = new Turns();
  loaded: AnyModel | undefined;
  #idle: NodeJS.Timeout | undefined;

  constructor(
    readonly modelPath: string,
    private readonly idleMs: number,
  ) {}

  matches(wanted: Allocation): boolean {
    const has = this.loaded?.allocation;
    return has !== undefined && has.contextLength === wanted.contextLength && has.threads === wanted.threads;
  }

  /** Takes a turn; the model stays in memory until it has ended and a while after. */
  async take(signal?: AbortSignal): Promise<() => void> {
    const end = await this.turns.take(signal);
    clearTimeout(this.#idle);
    return () => {
      if (this.loaded) this.#idle = setTimeout(() => void this.unload(), this.idleMs);
      end();
    };
  }

  /** Frees the memory, after the replies that came before. */
  async unload(): Promise<void> {
    const end = await this.take();
    try {
      const model = this.loaded;
      this.loaded = undefined;
      await model?.dispose();
    } finally {
      end();
    }
  }
}
