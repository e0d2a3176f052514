import type { StoreApi } from "zustand/vanilla";
import type { ChatMessage } from "../../../../shared-protocol/generated/protocol.js";
import type { Host } from "../host.js";
import { textOf } from "../../../src/features/chat/parts.js";
import { liveEntry } from "./reduce-chat.js";
import {
  canAsk,
  refusal,
  runningReply,
  usableModel,
  type Entry,
  type OverflowAnswer,
  type Question,
  type ViewState,
} from "./view-state.js";
import { t } from "../../shared/l10n.js";

/** Asks, waits, stops and asks again. */
export class Questions {
  constructor(
    private readonly store: StoreApi<ViewState>,
    private readonly host: Host,
    private readonly setDraft: (draft: string) => void,
  ) {}

  /** Sends a question, or keeps it, visibly, until it can be sent. What the model cannot take stays in the composer, which says why. */
  ask(text: string): void {
    if (refusal(this.#state) !== undefined) return;
    const { attachments } = this.#state;
    this.setDraft("");
    this.#set({ attachments: [] });
    this.askAlone({ text, attachments: [...attachments] });
  }

  /** Sends a question that is complete; what is being written stays. */
  askAlone(question: Question): void {
    this.#set({ notice: undefined });
    if (canAsk(this.#state)) this.#send(question);
    else this.#set({ waiting: this.#state.waiting ? joinQuestions(this.#state.waiting, question) : question });
  }

  /** Sends what waits, if it can be sent now. */
  askWaiting(): void {
    const { waiting } = this.#state;
    if (!waiting || !canAsk(this.#state)) return;
    // The model was another one when it was asked.
    if (refusal({ ...this.#state, attachments: waiting.attachments }) !== undefined) {
      this.takeBack();
      return;
    }
    this.#set({ waiting: undefined });
    this.#send(waiting);
  }

  /** Takes the waiting question back into the composer. */
  takeBack(): void {
    const { waiting, draft, attachments } = this.#state;
    if (!waiting) return;
    this.setDraft([waiting.text, draft].filter(Boolean).join("\n"));
    this.#set({ waiting: undefined, attachments: [...waiting.attachments, ...attachments], focus: { target: "input" } });
  }

  stop(): void {
    const reply = runningReply(this.#state);
    if (!reply || reply.stopping) return;
    this.host.post({ type: "stop", replyId: reply.replyId });
    this.#set({ replies: { ...this.#state.replies, [reply.replyId]: { ...reply, stopping: true } } });
  }

  /**
   * Asks the question behind an answer again, in the answer's place.
   * @param how what to do when the conversation does not fit; absent: it is refused
   * @param model full name; absent: the chosen one
   */
  retry(entry: Entry, how: OverflowAnswer = {}, model = this.#state.model): void {
    if (!canAsk(this.#state)) return;
    const { open } = this.#state;
    const index = open.entries.findIndex(({ key }) => key === entry.key);
    const question = open.entries[index - 1];
    const messageId = entry.message.messageId || question?.message.messageId;
    if (open.chatId !== undefined && messageId) {
      const replyId = crypto.randomUUID();
      this.#begin(replyId, open.entries.slice(0, index), undefined, model);
      this.host.post({
        type: "regenerate",
        chatId: open.chatId,
        messageId,
        replyId,
        model,
        overflow: how.overflow,
        contextLength: how.contextLength,
      });
    } else if (question) {
      // Nothing of it was stored: ask anew.
      this.#set({ open: { ...open, entries: open.entries.slice(0, index - 1) } });
      this.#send({
        text: textOf(question.message.parts),
        attachments: question.message.parts.filter((part) => part.kind === "selection" || part.kind === "image"),
      });
    }
  }

  /** Asks a stored question in other words, in its place. What it has attached stays. */
  edit(entry: Entry, text: string): void {
    const { messageId, parts } = entry.message;
    if (!canAsk(this.#state) || !messageId) return;
    const { open } = this.#state;
    const index = open.entries.findIndex(({ key }) => key === entry.key);
    this.#set({ open: { ...open, entries: open.entries.slice(0, index) } });
    this.#send({ text, attachments: parts.filter((part) => part.kind === "selection" || part.kind === "image") }, messageId);
  }

  /** Goes on with the last answer, in its place. */
  continue(entry: Entry): void {
    const { open, replies } = this.#state;
    const { messageId } = entry.message;
    if (!canAsk(this.#state) || open.chatId === undefined || !messageId) return;
    const replyId = crypto.randomUUID();
    const message: ChatMessage = { ...entry.message, status: "streaming" };
    delete message.cut;
    delete message.error;
    const running: Entry = { ...entry, replyId, failure: undefined, message };
    this.#set({
      replies: { ...replies, [replyId]: { replyId, chatId: open.chatId } },
      open: { ...open, entries: open.entries.map((each) => (each.key === entry.key ? running : each)) },
      announcement: t("The answer goes on."),
    });
    this.host.post({ type: "continue", chatId: open.chatId, messageId, replyId });
  }

  get #state(): ViewState {
    return this.store.getState();
  }

  #set(change: Partial<ViewState>): void {
    this.store.setState(change);
  }

  #send(question: Question, editOf?: string): void {
    const { open, model } = this.#state;
    const replyId = crypto.randomUUID();
    const user: Entry = {
      key: `question:${replyId}`,
      message: {
        messageId: "",
        role: "user",
        parts: [...question.attachments, { kind: "text", text: question.text }],
        status: "complete",
        createdAt: new Date().toISOString(),
        leavesThisMachine: usableModel(this.#state)?.leavesThisMachine ?? false,
      },
    };
    this.#begin(replyId, [...open.entries, user], question);
    this.host.post({
      type: "send",
      chatId: open.chatId,
      replyId,
      ...question,
      model,
      ...(editOf === undefined ? {} : { editOf }),
      ...(open.temporary ? { temporary: true } : {}),
      ...(open.chatId === undefined && open.settings ? { settings: open.settings } : {}),
    });
  }

  #begin(replyId: string, entries: readonly Entry[], question?: Question, model = this.#state.model): void {
    const { open, replies, models } = this.#state;
    const leaves = models?.find((each) => each.model === model)?.leavesThisMachine ?? false;
    this.#set({
      replies: { ...replies, [replyId]: { replyId, chatId: open.chatId, question } },
      open: { ...open, entries: [...entries, liveEntry(replyId, model, leaves)] },
      notice: undefined,
      announcement: t("The answer is being written."),
    });
  }
}

const joinQuestions = (first: Question, second: Question): Question => ({
  text: `${first.text}\n\n${second.text}`,
  attachments: [...first.attachments, ...second.attachments],
});
