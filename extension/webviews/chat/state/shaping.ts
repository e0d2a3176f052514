import type { StoreApi } from "zustand/vanilla";
import type { Rating } from "../../../../shared-protocol/generated/protocol.js";
import { textOf } from "../../../src/features/chat/parts.js";
import { t } from "../../shared/l10n.js";
import type { Host } from "../host.js";
import { changeEntries } from "./columns.js";
import { runningReply, type Entry, type ViewState } from "./view-state.js";

/** What is done with the messages of the open chat. */
export class Shaping {
  constructor(
    private readonly store: StoreApi<ViewState>,
    private readonly host: Host,
  ) {}

  /** Takes a message, and all that follow it, out of sight, as `deleteChat` does with a chat. */
  deleteFrom({ key, message }: Entry): void {
    const { open } = this.#state;
    if (open.chatId === undefined || !message.messageId || runningReply(this.#state)) return;
    const { chatId } = open;
    const at = open.entries.findIndex((entry) => entry.key === key);
    this.#set({
      deleted: { chatId, title: textOf(message.parts).slice(0, 80), wasOpen: true, messageId: message.messageId },
      open: { ...open, entries: open.entries.slice(0, at) },
      announcement: t("The message and all that follow it are deleted."),
      focus: { target: "input" },
    });
    this.host.post({ type: "deleteMessage", chatId, messageId: message.messageId });
  }

  /** Shows the branch through another sibling of a message. */
  selectBranch(messageId: string): void {
    const { chatId } = this.#state.open;
    if (chatId !== undefined && !runningReply(this.#state)) this.host.post({ type: "selectBranch", chatId, messageId });
  }

  fork(messageId: string): void {
    const { chatId } = this.#state.open;
    if (chatId !== undefined) this.host.post({ type: "fork", chatId, messageId });
  }

  exportMessage(messageId: string): void {
    const { chatId } = this.#state.open;
    if (chatId !== undefined) this.host.post({ type: "exportChat", chatId, messageId });
  }

  /** The same rating again takes it back. */
  rate({ message }: Entry, rating: Rating): void {
    const { chatId, entries } = this.#state.open;
    if (chatId === undefined || !message.messageId) return;
    const given = message.rating === rating ? undefined : rating;
    const rated = { ...message };
    if (given === undefined) delete rated.rating;
    else rated.rating = given;
    this.#set({
      open: {
        ...this.#state.open,
        entries: changeEntries(entries, (entry) => (entry.message === message ? { ...entry, message: rated } : entry)),
      },
      announcement: given === undefined ? t("The rating is taken back.") : given === "up" ? t("Rated as good.") : t("Rated as bad."),
    });
    this.host.post({ type: "rate", chatId, messageId: message.messageId, rating: given });
  }

  get #state(): ViewState {
    return this.store.getState();
  }

  #set(change: Partial<ViewState>): void {
    this.store.setState(change);
  }
}
