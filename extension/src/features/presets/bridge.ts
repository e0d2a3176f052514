import type { ModelsListResult } from "../../../../shared-protocol/generated/protocol.js";
import { DisposableOwner, type Disposable } from "../../infrastructure/disposable.js";
import { describeError } from "../../infrastructure/errors.js";
import type { Sidecar } from "../../sidecar/index.js";
import { readToHost } from "./message-guard.js";
import type { ToHost, ToView } from "./messages.js";

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
    try {
      await this.#handle(message);
    } catch (error) {
      const shown = describeError(error);
      this.post(message.type === "save" ? { type: "refused", saveId: message.saveId, error: shown } : { type: "failed", error: shown });
    }
  }

  async #handle(message: ToHost): Promise<void> {
    switch (message.type) {
      case "read":
        await this.#list();
        if (this.models.current) this.#postModels();
        else await this.models.refresh();
        return;
      case "save":
        await this.sidecar.request("presets/save", message.preset);
        this.post({ type: "saved", saveId: message.saveId });
        return this.#list();
      case "remove":
        await this.sidecar.request("presets/remove", { name: message.name });
        return this.#list();
    }
  }

  async #list(): Promise<void> {
    const { presets } = await this.sidecar.request("presets/list", {});
    this.post({ type: "presets", presets });
  }

  #postModels(): void {
    const listed = this.models.current;
    if (listed) this.post({ type: "models", models: listed.models });
  }
}
