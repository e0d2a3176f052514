import type { StoreApi } from "zustand/vanilla";
import type { KeptDraft } from "../../../src/features/chat/messages.js";
import {
  canAsk,
  canAskElsewhere,
  deletedChat,
  emptyQueue,
  refusal,
  type Halt,
  type Question,
  type Queue,
  type Queued,
  type ViewState,
} from "./view-state.js";
import { t } from "../../shared/l10n.js";

export type Waiting = Required<Pick<KeptDraft, "questions">> & Pick<KeptDraft, "halted">;

interface Doing {
  /** Sends a question to a chat now. */
  send: (question: Question, chatId: string | undefined) => void;
  /** Stops what runs in the open chat. */
  stop: () => void;
  setDraft: (draft: string) => void;
  /** Keeps what waits in a chat while the view has no document. */
  keep: (key: string, queue: Waiting) => void;
}

/**
 * The questions that wait in each chat, for the answer before them, a model or the sidecar. They go out in order; an answer that fails or is
 * stopped halts them until their user goes on. They survive a reload of the view, and go on by the host while it is hidden.
 */
export class QuestionQueue {
  /** The chat whose answer is stopped for the sake of the next question. */
  #hurried: string | undefined;

  constructor(
    private readonly store: StoreApi<ViewState>,
    private readonly doing: Doing,
  ) {}

  /** What was kept of a view before: nothing of it goes out by itself, unless its chat still answers. */
  restore(drafts: readonly KeptDraft[]): void {
    for (const { chatId = "", questions = [], halted } of drafts) {
      if (questions.length === 0) continue;
      const { questions: since } = this.#state.queues[chatId] ?? emptyQueue;
      const kept = questions.map((question) => ({ ...question, id: crypto.randomUUID() }));
      const runs = Object.values(this.#state.replies).some((reply) => (reply.chatId ?? "") === chatId);
      this.#set(chatId, { questions: [...kept, ...since], halted: halted ?? (runs ? undefined : "reloaded") });
    }
  }

  add(question: Question): void {
    const queue = this.#open;
    this.#set(this.#key, { ...queue, questions: [...queue.questions, { ...question, id: crypto.randomUUID() }] });
    this.store.setState({ announcement: t("The question waits in the queue.") });
  }

  /** Takes a question back into the composer. */
  edit(id: string): void {
    const question = this.#take(id);
    if (!question) return;
    const { draft, attachments } = this.#state;
    this.doing.setDraft([question.text, draft].filter(Boolean).join("\n"));
    this.store.setState({ attachments: [...question.attachments, ...attachments], focus: { target: "input" } });
  }

  remove(id: string): void {
    if (this.#take(id)) this.store.setState({ announcement: t("The question is removed from the queue."), focus: { target: "input" } });
  }

  /** Towards the front by a negative number. */
  move(id: string, by: number): void {
    const { questions } = this.#open;
    const at = questions.findIndex((question) => question.id === id);
    const question = questions[at];
    const to = at + by;
    if (!question || to < 0 || to >= questions.length) return;
    const others = questions.filter((each) => each !== question);
    this.#set(this.#key, { ...this.#open, questions: [...others.slice(0, to), question, ...others.slice(to)] });
    this.store.setState({ announcement: t("Place {0} of {1}.", to + 1, questions.length) });
  }

  /** Sends a question before all others, and stops the answer that runs. */
  sendNow(id: string): void {
    const { questions } = this.#open;
    const question = questions.find((each) => each.id === id);
    if (!question) return;
    this.#set(this.#key, { questions: [question, ...questions.filter((each) => each !== question)] });
    this.#hurried = this.#key;
    this.doing.stop();
    this.next();
  }

  goOn(): void {
    this.#set(this.#key, { questions: this.#open.questions });
    this.next();
  }

  /** An answer was kept: the choice that the queue waited for. */
  chosen(): void {
    if (this.#open.halted === "compared") this.#set(this.#key, { questions: this.#open.questions });
  }

  /** A chat of which nothing was seen before still answers: what was kept for it goes on after that. */
  stillRuns(chatId: string): void {
    const queue = this.#state.queues[chatId];
    if (queue?.halted === "reloaded") this.#set(chatId, { questions: queue.questions });
  }

  /** An answer ended; `halt` says why what follows it must not go out by itself. */
  answered(chatId: string | undefined, halt: Halt | undefined): void {
    const key = chatId ?? "";
    const queue = this.#state.queues[key];
    if (this.#hurried === key) {
      const running = Object.values(this.#state.replies).some((reply) => (reply.chatId ?? "") === key);
      if (!running) this.#hurried = undefined;
    } else if (queue && halt !== undefined) {
      this.#set(key, { ...queue, halted: queue.halted ?? halt });
    }
  }

  /** A question failed before it was stored, and its chat is not shown: it waits there, so that it is not lost. */
  putBack({ text, attachments }: Question, chatId: string | undefined): void {
    const key = chatId ?? "";
    const { questions } = this.#state.queues[key] ?? emptyQueue;
    this.#set(key, { questions: [{ text, attachments, id: crypto.randomUUID() }, ...questions], halted: "failed" });
  }

  /** Sends what can be sent now. */
  next(): void {
    for (const [key, { questions, halted }] of Object.entries(this.#state.queues)) {
      const [first] = questions;
      if (!first || halted !== undefined || key === deletedChat(this.#state)) continue;
      const isOpen = key === this.#key;
      if (isOpen ? !canAsk(this.#state) : !canAskElsewhere(this.#state, key, first)) continue;
      // The model was another one when it was asked.
      if (isOpen && refusal({ ...this.#state, attachments: first.attachments }) !== undefined) {
        this.edit(first.id);
        continue;
      }
      this.#set(key, { questions: questions.slice(1) });
      const { text, attachments } = first;
      this.doing.send({ text, attachments }, key === "" ? undefined : key);
    }
  }

  /** The chat that did not exist yet does now. */
  chatCreated(chatId: string): void {
    const queue = this.#state.queues[""];
    if (!queue) return;
    this.#set("", emptyQueue);
    this.#set(chatId, queue);
  }

  forget(chatId: string): void {
    this.#set(chatId, emptyQueue);
  }

  get #state(): ViewState {
    return this.store.getState();
  }

  get #key(): string {
    return this.#state.open.chatId ?? "";
  }

  get #open(): Queue {
    return this.#state.queues[this.#key] ?? emptyQueue;
  }

  #take(id: string): Queued | undefined {
    const { questions } = this.#open;
    const question = questions.find((each) => each.id === id);
    if (question) this.#set(this.#key, { ...this.#open, questions: questions.filter((each) => each !== question) });
    return question;
  }

  #set(key: string, queue: Queue): void {
    const { [key]: before, ...others } = this.#state.queues;
    if (!before && queue.questions.length === 0) return;
    const queues = queue.questions.length > 0 ? { ...this.#state.queues, [key]: queue } : others;
    this.store.setState({ queues });
    const { questions, halted } = queue;
    if (before?.questions === questions && before.halted === halted) return;
    const kept = questions.map(({ text, attachments }) => ({ text, attachments }));
    this.doing.keep(key, { questions: kept, ...(halted === undefined || kept.length === 0 ? {} : { halted }) });
  }
}
