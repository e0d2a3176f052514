import type { PromptsSaveParams } from "../../../../shared-protocol/generated/protocol.js";
import { answerLibrary, type Library } from "../../infrastructure/library.js";
import type { Sidecar } from "../../sidecar/index.js";
import { readToHost } from "./message-guard.js";
import type { ToView } from "./messages.js";

/** Carries out what the view of the prompts asks for. Holds no truth: it asks the sidecar. */
export class PromptsBridge {
  constructor(
    private readonly sidecar: Sidecar,
    private readonly post: (message: ToView) => void,
  ) {}

  async receive(value: unknown): Promise<void> {
    const message = readToHost(value);
    if (!message) return;
    await answerLibrary(message, this.#library, this.post);
  }

  readonly #library: Library<PromptsSaveParams> = {
    list: async () => {
      const { prompts } = await this.sidecar.request("prompts/list", {});
      this.post({ type: "prompts", prompts });
    },
    save: (prompt) => this.sidecar.request("prompts/save", prompt),
    remove: (name) => this.sidecar.request("prompts/remove", { name }),
  };
}
