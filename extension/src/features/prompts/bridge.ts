import { describeError } from "../../infrastructure/errors.js";
import type { Sidecar } from "../../sidecar/index.js";
import { readToHost } from "./message-guard.js";
import type { ToHost, ToView } from "./messages.js";

/** Carries out what the view of the prompts asks for. Holds no truth: it asks the sidecar. */
export class PromptsBridge {
  constructor(
    private readonly sidecar: Sidecar,
    private readonly post: (message: ToView) => void,
  ) {}

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
        return this.#list();
      case "save":
        await this.sidecar.request("prompts/save", message.prompt);
        this.post({ type: "saved", saveId: message.saveId });
        return this.#list();
      case "remove":
        await this.sidecar.request("prompts/remove", { name: message.name });
        return this.#list();
    }
  }

  async #list(): Promise<void> {
    const { prompts } = await this.sidecar.request("prompts/list", {});
    this.post({ type: "prompts", prompts });
  }
}
