import type { ModelsListResult, PresetsSaveParams } from "../../../../shared-protocol/generated/protocol.js";
import { DisposableOwner, type Disposable } from "../../infrastructure/disposable.js";
import { answerLibrary, type Library } from "../../infrastructure/library.js";
import type { Sidecar } from "../../sidecar/index.js";
import { readToHost } from "./message-guard.js";
import type { ToView } from "./messages.js";

/** The models that a preset can be given to; another feature's business, which the composition root brings together with this one. */
export interface ModelList {
  readonly current: ModelsListResult | undefined;
  refresh(): Promise<void>;
  onChange(listener: () => void): Disposable;
}

/** Carries out what the view of the presets asks for. Holds no truth: it asks the sidecar. */
export class PresetsBridge extends DisposableOwner {
  constructor(
    private readonly sidecar: Sidecar,
    private readonly models: ModelList,
    private readonly post: (message: ToView) => void,
  ) {
    super();
    this.register(
      models.onChange(() => {
        this.#postModels();
      }),
    );
  }

  async receive(value: unknown): Promise<void> {
    const message = readToHost(value);
    if (!message) return;
    await answerLibrary(message, this.#library, this.post);
    if (message.type !== "read") return;
    if (this.models.current) this.#postModels();
    else await this.models.refresh();
  }

  readonly #library: Library<PresetsSaveParams> = {
    list: async () => {
      const { presets } = await this.sidecar.request("presets/list", {});
      this.post({ type: "presets", presets });
    },
    save: (preset) => this.sidecar.request("presets/save", preset),
    remove: (name) => this.sidecar.request("presets/remove", { name }),
  };

  #postModels(): void {
    const listed = this.models.current;
    if (listed) this.post({ type: "models", models: listed.models });
  }
}
