import type { StoreApi } from "zustand/vanilla";
import type { Host } from "../host.js";
import { columnsOf, entryWith, fold, group, isRunning } from "./columns.js";
import { liveEntry } from "./reduce-chat.js";
import { canAsk, type Entry, type OverflowAnswer, type ViewState } from "./view-state.js";
import { t } from "../../shared/l10n.js";

/** More would be too narrow to read. */
export const mostColumns = 4;

/** Answers of several models to one question, next to each other, until one of them is kept. */
export class SideBySide {
  constructor(
    private readonly store: StoreApi<ViewState>,
    private readonly host: Host,
  ) {}

  /** Every question is asked of this model too, until it is removed. */
  add(model: string): void {
    const { compareWith, model: chosen } = this.#state;
    if (model !== chosen && !compareWith.includes(model) && compareWith.length < mostColumns - 1)
      this.#compareWith([...compareWith, model]);
  }

  remove(model: string): void {
    this.#compareWith(this.#state.compareWith.filter((each) => each !== model));
  }

  /** Puts all answers to the same question next to each other. */
  show(entry: Entry): void {
    const { chatId } = this.#state.open;
    const { messageId } = entry.message;
    if (chatId !== undefined && messageId) this.host.post({ type: "loadSiblings", chatId, messageId });
  }

  /** Back to one answer, the current one. */
  hide(entryKey: string): void {
    this.#replace(entryKey, fold);
  }

  /** Asks another model the same question; its answer stands beside. */
  ask(entry: Entry, model: string): void {
    const replyId = this.#begin(entry, model);
    if (replyId !== undefined) this.#replace(entry.key, (now) => group([...columnsOf(now), this.#live(replyId, model)], now));
  }

  /** Asks the model of a column again, in its place. */
  retry(entryKey: string, column: Entry, how: OverflowAnswer = {}): void {
    const model = column.message.model ?? this.#state.model;
    const isCurrent = column.key === entryKey;
    const replyId = this.#begin(column, model, how, !isCurrent);
    if (replyId === undefined) return;
    const live = this.#live(replyId, model);
    this.#replace(entryKey, (entry) => {
      const columns = columnsOf(entry).map((each) => (each.key === column.key ? live : each));
      return group(columns, isCurrent ? live : entry);
    });
  }

  /** One of the answers is the one to go on with. What still runs beside it is stopped. */
  keep(entryKey: string, column: Entry): void {
    const { messageId } = column.message;
    if (column.replyId !== undefined || !messageId) return;
    this.#replace(entryKey, () => fold(column));
    this.#set({ announcement: t("The answer is kept."), focus: { target: "input" } });
    this.#choose(messageId);
  }

  /** A reply ended: where the current answer failed and another did not, that one is gone on with. */
  ended(replyId: string, before: ViewState): void {
    const key = entryWith(before.open.entries, replyId)?.key;
    const entry = this.#state.open.entries.find((each) => each.key === key);
    if (!entry?.beside || isRunning(entry) || entry.message.status !== "failed" || !entry.message.messageId) return;
    const instead = columnsOf(entry).find(({ message }) => message.status === "complete");
    if (!instead) return;
    this.#replace(entry.key, (now) => group(columnsOf(now), instead));
    this.#choose(instead.message.messageId);
  }

  get #state(): ViewState {
    return this.store.getState();
  }

  #set(change: Partial<ViewState>): void {
    this.store.setState(change);
  }

  #compareWith(compareWith: readonly string[]): void {
    this.#set({ compareWith, focus: { target: "input" } });
    this.host.save({ compareWith });
  }

  #choose(messageId: string): void {
    const { open } = this.#state;
    if (open.chatId === undefined) return;
    // A question that follows has to wait for it.
    if (open.entries.at(-1)?.message.messageId === messageId) this.#set({ open: { ...open, settling: messageId } });
    this.host.post({ type: "selectBranch", chatId: open.chatId, messageId });
  }

  #replace(entryKey: string, change: (entry: Entry) => Entry | undefined): void {
    const { open } = this.#state;
    const entries = open.entries.map((entry) => (entry.key === entryKey ? (change(entry) ?? entry) : entry));
    this.#set({ open: { ...open, entries } });
  }

  #live(replyId: string, model: string | undefined): Entry {
    return liveEntry(replyId, model, this.#state.models?.find((each) => each.model === model)?.leavesThisMachine ?? false);
  }

  /** @returns undefined when it cannot be asked now */
  #begin(entry: Entry, model: string | undefined, { overflow, contextLength }: OverflowAnswer = {}, beside = true): string | undefined {
    const { open, replies } = this.#state;
    const { messageId } = entry.message;
    if (!canAsk(this.#state) || open.chatId === undefined || !messageId) return undefined;
    const replyId = crypto.randomUUID();
    this.#set({
      replies: { ...replies, [replyId]: { replyId, chatId: open.chatId, compared: true } },
      announcement: t("The answer is being written."),
    });
    this.host.post({
      ...{ type: "regenerate", chatId: open.chatId, messageId, replyId, model, overflow, contextLength },
      ...(beside ? { beside } : {}),
    });
    return replyId;
  }
}
