import path from "node:path";
import type { EngineLoadedModel } from "../../../../shared-protocol/generated/protocol";
import { isOnnx } from "../onnx/files";
import { OnnxModel } from "../onnx/onnx-model";
import { Failure } from "../wire/failure";
import type { LlamaLibrary } from "./llama";
import { LoadedModel } from "./loaded-model";
import type { Allocation } from "./model-in-memory";
import { ModelSlot, type AnyModel } from "./model-slot";

/** The models in memory. Several may be there at once; one that does not fit pushes out those that nobody uses. */
export class ModelPool {
  readonly #slots = new Map<string, ModelSlot>();

  constructor(
    private readonly library: LlamaLibrary,
    private readonly idleMs: number,
  ) {}

  get busy(): boolean {
    return [...this.#slots.values()].some((slot) => slot.turns.taken);
  }

  slot(modelPath: string): ModelSlot {
    const key = path.resolve(modelPath);
    const slot = this.#slots.get(key) ?? new ModelSlot(key, this.idleMs);
    this.#slots.set(key, slot);
    return slot;
  }

  /** The slot's model as it is wanted. The caller has the slot's turn. */
  async ready(slot: ModelSlot, wanted: Allocation, onProgress: (fraction: number) => void, signal: AbortSignal): Promise<AnyModel> {
    const loaded = await this.#alive(slot);
    if (loaded && slot.matches(wanted)) return loaded;
    slot.loaded = undefined;
    slot.loaded = loaded ? await loaded.reopen(wanted, signal) : await this.#load(slot, wanted, onProgress, signal);
    return slot.loaded;
  }

  /** The slot's model as it is; one that is not in memory is loaded as it is wanted. The caller has the slot's turn. */
  async asItIs(slot: ModelSlot, wanted: Allocation, signal: AbortSignal): Promise<AnyModel> {
    return (await this.#alive(slot)) ?? this.ready(slot, wanted, () => undefined, signal);
  }

  /** A model whose thread ended is as good as none. */
  async #alive(slot: ModelSlot): Promise<AnyModel | undefined> {
    const { loaded } = slot;
    if (!(loaded instanceof OnnxModel && loaded.gone)) return loaded;
    slot.loaded = undefined;
    await loaded.dispose();
    return undefined;
  }

  async unload(modelPath?: string): Promise<void> {
    const slots = modelPath === undefined ? [...this.#slots.values()] : [this.slot(modelPath)];
    await Promise.all(slots.map((slot) => slot.unload()));
  }

  status(): EngineLoadedModel[] {
    return [...this.#slots.values()].flatMap(({ modelPath, loaded }) =>
      loaded ? [{ modelPath, contextLength: loaded.contextSize, threads: loaded.allocation.threads }] : [],
    );
  }

  async #load(slot: ModelSlot, wanted: Allocation, onProgress: (fraction: number) => void, signal: AbortSignal): Promise<AnyModel> {
    const load = async () =>
      isOnnx(slot.modelPath)
        ? await OnnxModel.load(slot.modelPath, wanted, signal)
        : await LoadedModel.load(await this.library.get(), slot.modelPath, wanted, onProgress, signal);
    try {
      return await load();
    } catch (error) {
      const idle = [...this.#slots.values()].filter((other) => other !== slot && other.loaded && !other.turns.taken);
      if (!(error instanceof Failure) || error.data.kind !== "outOfMemory" || idle.length === 0) throw error;
      await Promise.all(idle.map((other) => other.unload()));
      return await load();
    }
  }
}
