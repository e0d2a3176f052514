import { describeError } from "../../infrastructure/errors.js";
import type { Sidecar } from "../../sidecar/index.js";
import type { ChatHost } from "./chat-host.js";
import type { ToHost, ToView } from "./messages.js";

type Shape = Extract<
  ToHost,
  { type: "selectBranch" | "fork" | "rate" | "pinChat" | "archiveChat" | "chooseFolder" | "chooseTags" | "saveSettings" }
>;

/** Changes the branches of chats, and what is said of them. The view hears of it as of every other change of the history. */
export class Shaping {
  constructor(
    private readonly sidecar: Sidecar,
    private readonly host: Pick<ChatHost, "chooseFolder" | "chooseTags">,
    private readonly post: (message: ToView) => void,
  ) {}

  async handle(message: Shape): Promise<void> {
    const { chatId } = message;
    switch (message.type) {
      case "selectBranch":
        await this.sidecar.request("chat/selectBranch", { chatId, messageId: message.messageId });
        return;
      case "fork": {
        const fork = await this.sidecar.request("chat/fork", { chatId, messageId: message.messageId });
        this.post({ type: "showChat", chatId: fork.chatId });
        return;
      }
      case "rate":
        await this.sidecar.request("chat/rate", { chatId, messageId: message.messageId, rating: message.rating });
        return;
      case "pinChat":
        await this.sidecar.request("chat/update", { chatId, pinned: message.pinned });
        return;
      case "archiveChat":
        await this.sidecar.request("chat/update", { chatId, archived: message.archived });
        return;
      case "chooseFolder": {
        const { chat, folders } = await this.#read(chatId);
        const folder = await this.host.chooseFolder(folders, chat.folder);
        if (folder !== undefined) await this.sidecar.request("chat/update", { chatId, folder });
        return;
      }
      case "chooseTags": {
        const { chat, tags } = await this.#read(chatId);
        const chosen = await this.host.chooseTags(tags, chat.tags ?? []);
        if (chosen) await this.sidecar.request("chat/update", { chatId, tags: chosen });
        return;
      }
      case "saveSettings":
        return this.#saveSettings(message);
    }
  }

  /** What is refused, and why, belongs to the form. */
  async #saveSettings({ saveId, chatId, settings }: Extract<Shape, { type: "saveSettings" }>): Promise<void> {
    const { systemPrompt = "", preset, options } = settings;
    try {
      await this.sidecar.request("chat/update", { chatId, systemPrompt, settings: { preset, options } });
      const { chat } = await this.sidecar.request("chat/get", { chatId, limit: 1 });
      this.post({ type: "settingsSaved", saveId, chat });
    } catch (error) {
      this.post({ type: "settingsRefused", saveId, error: describeError(error) });
    }
  }

  async #read(chatId: string) {
    const [{ chat }, { folders, tags }] = await Promise.all([
      this.sidecar.request("chat/get", { chatId, limit: 1 }),
      this.sidecar.request("chat/labels", {}),
    ]);
    return { chat, folders: folders.map(({ name }) => name), tags: tags.map(({ name }) => name) };
  }
}
