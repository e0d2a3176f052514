import { CancellationTokenSource } from "vscode-jsonrpc/node";
import type { Sidecar } from "../../sidecar/index.js";
import type { ChatHost } from "./chat-host.js";
import type { ToHost, ToView } from "./messages.js";

type Help = Extract<ToHost, { type: "findContext" | "attachContext" | "measureContext" | "listPrompts" | "listPresets" | "keepDraft" }>;

/** What the composer needs while a question is written: things to attach, prompts of the library, and how full the window is. */
export class Composing {
  constructor(
    private readonly sidecar: Sidecar,
    private readonly host: Pick<ChatHost, "findContext" | "readContext" | "kept">,
    private readonly post: (message: ToView) => void,
  ) {}

  async handle(message: Help): Promise<void> {
    switch (message.type) {
      case "keepDraft":
        return this.host.kept.keep(message);
      case "findContext":
        this.post({ type: "contextFound", query: message.query, items: await this.host.findContext(message.query) });
        return;
      case "attachContext":
        return this.#attach(message);
      case "measureContext": {
        const { chatId, model } = message;
        this.post({ type: "contextUse", chatId, use: await this.sidecar.request("chat/contextUse", { chatId, model }) });
        return;
      }
      case "listPrompts":
        this.post({ type: "prompts", prompts: (await this.sidecar.request("prompts/list", {})).prompts });
        return;
      case "listPresets":
        this.post({ type: "presets", presets: (await this.sidecar.request("presets/list", {})).presets });
        return;
    }
  }

  async #attach({ item, chatId, temporary }: Extract<Help, { type: "attachContext" }>): Promise<void> {
    const parts = await this.host.readContext(item);
    const asked = { ...(chatId === undefined ? {} : { chatId }), ...(temporary ? { temporary } : {}) };
    this.post({ type: "attach", parts, asked });
  }
}

/** Lets a model on this machine name new chats, and stops it as soon as it is needed for an answer. */
export class Naming {
  #running: CancellationTokenSource | undefined;

  constructor(private readonly sidecar: Sidecar) {}

  /** A chat keeps its first words as title where nobody can do better: what fails here is told nobody. */
  async name(chatId: string): Promise<void> {
    this.stop();
    const running = new CancellationTokenSource();
    this.#running = running;
    try {
      await this.sidecar.request("chat/suggestTitle", { chatId }, running.token);
    } catch {
      // The next chat is another attempt.
    } finally {
      running.dispose();
      if (this.#running === running) this.#running = undefined;
    }
  }

  stop(): void {
    this.#running?.cancel();
  }
}
