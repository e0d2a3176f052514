import type { StoreApi } from "zustand/vanilla";
import type { ChatMessage } from "../../../../shared-protocol/generated/protocol.js";
import type { Host } from "../host.js";
import { textOf } from "../../../src/features/chat/parts.js";
import { columnsOf, fold, group } from "./columns.js";
import { QuestionQueue, type Waiting } from "./question-queue.js";
import { liveEntry } from "./reduce-chat.js";
import {
  canAsk,
  comparedModels,
  openQueue,
  refusal,
  runningReplies,
  usableModel,
  type Entry,
  type OverflowAnswer,
  type Question,
  type Reply,
  type ViewState,
} from "./view-state.js";
import { plural, t } from "../../shared/l10n.js";

/** Asks, stops and asks again. What cannot be sent yet waits in the queue. */
export class Questions {
  readonly queue: QuestionQueue;

  constructor(
    private readonly store: StoreApi<ViewState>,
    private readonly host: Host,
    private readonly setDraft: (draft: string) => void,
    keepWaiting: (key: string, waiting: Waiting) => void,
  ) {
    this.queue = new QuestionQueue(store, {
      send: (question, chatId) => (chatId === this.#state.open.chatId ? this.#send(question) : this.#sendElsewhere(question, chatId)),
      stop: () => this.stop(),
      setDraft,
      keep: keepWaiting,
    });
  }

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
    const { questions, halted } = openQueue(this.#state);
    if (canAsk(this.#state) && (questions.length === 0 || halted !== undefined)) {
      this.#set({ asked: {} });
      this.#send(question);
    } else this.queue.add(question);
  }

  /** Stops all that arrives in the open chat. */
  stop(): void {
    for (const { replyId } of runningReplies(this.#state)) this.stopReply(replyId);
  }

  stopReply(replyId: string): void {
    const { replies } = this.#state;
    const reply = replies[replyId];
    if (!reply || reply.stopping) return;
    this.host.post({ type: "stop", replyId });
    this.#set({ replies: { ...replies, [replyId]: { ...reply, stopping: true } } });
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
      this.#begin(replyId, open.entries.slice(0, index), model);
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
    const beside = comparedModels(this.#state).map((each) => ({ replyId: crypto.randomUUID(), model: each.model }));
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
    // What stood side by side is chosen by going on.
    this.#begin(replyId, [...open.entries.map(fold), user], model, beside);
    const { replies } = this.#state;
    const begun = replies[replyId];
    // Where several are asked, the next one stores it.
    if (begun && beside.length === 0) this.#set({ replies: { ...replies, [replyId]: { ...begun, question } } });
    this.host.post({
      type: "send",
      chatId: open.chatId,
      replyId,
      ...question,
      model,
      ...(editOf === undefined ? {} : { editOf }),
      ...(open.temporary ? { temporary: true } : {}),
      ...(open.chatId === undefined && open.settings ? { settings: open.settings } : {}),
      ...(beside.length > 0 ? { beside } : {}),
    });
  }

  /** In a chat that is not shown, which shows it when it is opened. */
  #sendElsewhere(question: Question, chatId: string | undefined): void {
    const replyId = crypto.randomUUID();
    const model = this.#state.chats?.find((chat) => chat.chatId === chatId)?.model ?? this.#state.defaultModel;
    this.#set({ replies: { ...this.#state.replies, [replyId]: { replyId, chatId, question } } });
    this.host.post({ type: "send", chatId, replyId, ...question, model });
  }

  #begin(replyId: string, entries: readonly Entry[], model = this.#state.model, beside: { replyId: string; model: string }[] = []): void {
    const { open, replies, models } = this.#state;
    const live = (id: string, name: string | undefined) =>
      liveEntry(id, name, models?.find((each) => each.model === name)?.leavesThisMachine ?? false);
    const first = live(replyId, model);
    const answer = group([first, ...beside.map((each) => live(each.replyId, each.model))], first) ?? first;
    const begun = columnsOf(answer).flatMap(({ replyId: id }): [string, Reply][] =>
      id === undefined ? [] : [[id, { replyId: id, chatId: open.chatId, ...(beside.length > 0 ? { compared: true } : {}) }]],
    );
    this.#set({
      replies: { ...replies, ...Object.fromEntries(begun) },
      open: { ...open, entries: [...entries, answer] },
      notice: undefined,
      announcement: plural(t("The answer is being written.|{0} answers are being written."), begun.length),
    });
  }
}
