import type { ModelInfo, ModelsListResult, ModelUse } from "../../../../shared-protocol/generated/protocol.js";
import { DisposableOwner, type Disposable } from "../../infrastructure/disposable.js";
import { Emitter } from "../../infrastructure/emitter.js";
import type { Sidecar } from "../../sidecar/index.js";

/** What the sidecar listed last, shared by the status bar, the picker and the chat view. */
export class ModelCatalog extends DisposableOwner {
  readonly #sidecar: Sidecar;
  readonly #changed = new Emitter<void>();
  #current: ModelsListResult | undefined;
  #refreshing: Promise<void> | undefined;

  constructor(sidecar: Sidecar) {
    super();
    this.#sidecar = sidecar;
  }

  get current(): ModelsListResult | undefined {
    return this.#current;
  }

  /** The model that answers where a chat names none. */
  get chosen(): ModelInfo | undefined {
    return this.#current?.models.find(({ model }) => model === this.#current?.defaultModel);
  }

  onChange(listener: () => void): Disposable {
    return this.#changed.on(listener);
  }

  /** Asks every provider. Those who ask at the same time share one answer. */
  refresh(): Promise<void> {
    this.#refreshing ??= this.#list().finally(() => (this.#refreshing = undefined));
    return this.#refreshing;
  }

  /** @param model Undefined: the choice is taken back. */
  async setDefault(model: string | undefined, use: ModelUse = "chat"): Promise<void> {
    await this.#sidecar.request("models/setDefault", { ...(model === undefined ? {} : { model }), use });
    // An answer on its way may be from before the choice.
    await this.#refreshing?.catch(() => undefined);
    await this.refresh();
  }

  async #list(): Promise<void> {
    this.#current = await this.#sidecar.request("models/list", {});
    this.#changed.fire();
  }
}

/** Whether a model can answer now: it is here, and not one that only embeds. */
export function canAnswer({ state, capabilities }: ModelInfo): boolean {
  return state !== "downloadable" && (!capabilities.includes("embedding") || capabilities.includes("chat"));
}
