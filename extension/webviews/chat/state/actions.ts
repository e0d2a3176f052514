import type { StoreApi } from "zustand/vanilla";
import type { ToView } from "../../../src/features/chat/messages.js";
import type { DiscoveredProvider } from "../../../../shared-protocol/generated/protocol.js";
import type { Host } from "../host.js";
import type { LiveReplies } from "./live-replies.js";
import { textOf } from "./parts.js";
import { reduce } from "./reduce.js";
import { liveEntry } from "./reduce-chat.js";
import { canAsk, emptyChat, runningReply, usableModel, type Entry, type Question, type ViewState } from "./view-state.js";

/** Everything that a user can do in the view, and the way messages of the host take into it. */
export class Actions {
  #drafts: Record<string, string>;

  constructor(
    private readonly store: StoreApi<ViewState>,
    private readonly live: LiveReplies,
    readonly host: Host,
  ) {
    this.#drafts = { ...host.load().drafts };
  }

  /** Greets the host and shows again what was shown before a reload. */
  start(): void {
    const { chatId } = this.host.load();
    this.host.listen((message) => this.receive(message));
    this.host.post({ type: "ready" });
    this.#set({ draft: this.#drafts[chatId ?? ""] ?? "" });
    if (chatId !== undefined) this.openChat(chatId);
  }

  receive(message: ToView): void {
    if (message.type === "delta") {
      this.live.append(message.replyId, message.parts);
      return;
    }
    if (message.type === "chat" && message.running) this.live.reset(message.running.replyId, message.running.parts);
    const before = this.#state.open.chatId;
    this.store.setState(reduce(this.#state, message, (replyId) => this.live.take(replyId)));
    if (message.type === "newChat" || message.type === "chatClosed") this.#chatChanged(before);
    if (message.type === "chatCreated") this.#save();
    if (message.type === "ask") {
      // A question from the editor must not take what is being written here.
      const { draft } = this.#state;
      this.ask(message.text);
      this.setDraft(draft);
    }
    this.#askWaiting();
    if (message.type === "chat") this.#lookForTarget();
  }

  /** Sends a question, or keeps it, visibly, until it can be sent. */
  ask(text: string): void {
    const question: Question = { text, attachments: [...this.#state.attachments] };
    this.setDraft("");
    this.#set({ attachments: [], notice: undefined });
    if (canAsk(this.#state)) this.#send(question);
    else this.#set({ waiting: this.#state.waiting ? joinQuestions(this.#state.waiting, question) : question });
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

  /** Asks the question behind an answer again, in the answer's place. */
  retry(entry: Entry): void {
    if (!canAsk(this.#state)) return;
    const { open, model } = this.#state;
    const index = open.entries.findIndex(({ key }) => key === entry.key);
    const question = open.entries[index - 1];
    const messageId = entry.message.messageId || question?.message.messageId;
    if (open.chatId !== undefined && messageId) {
      const replyId = crypto.randomUUID();
      this.#begin(replyId, open.entries.slice(0, index));
      this.host.post({ type: "regenerate", chatId: open.chatId, messageId, replyId, model });
    } else if (question) {
      // Nothing of it was stored: ask anew.
      this.#set({ open: { ...open, entries: open.entries.slice(0, index - 1) } });
      this.#send({ text: textOf(question.message.parts), attachments: question.message.parts.filter((part) => part.kind === "selection") });
    }
  }

  setDraft(draft: string): void {
    this.#set({ draft });
    this.#save();
  }

  removeAttachment(index: number): void {
    this.#set({ attachments: this.#state.attachments.filter((_, at) => at !== index) });
  }

  newChat(): void {
    const before = this.#state.open.chatId;
    this.#set({ open: emptyChat, page: "chat", focus: { target: "input" }, notice: undefined });
    this.#chatChanged(before);
    this.host.post({ type: "openChat", chatId: undefined });
  }

  openChat(chatId: string, target?: string): void {
    const { open, chats } = this.#state;
    this.#set({ page: "chat", notice: undefined });
    if (open.chatId === chatId && !open.loading) {
      this.#set({ open: { ...open, target } });
      this.#lookForTarget();
      return;
    }
    const summary = chats?.find((chat) => chat.chatId === chatId);
    this.#set({ open: { ...emptyChat, chatId, summary, loading: true, target } });
    this.#chatChanged(open.chatId);
    this.host.post({ type: "openChat", chatId });
  }

  loadOlder(): void {
    const { open } = this.#state;
    const before = open.entries[0]?.message.messageId;
    if (open.chatId === undefined || !before || !open.hasMore || open.loading) return;
    this.#set({ open: { ...open, loading: true } });
    this.host.post({ type: "openChat", chatId: open.chatId, before });
  }

  targetReached(): void {
    this.#set({ open: { ...this.#state.open, target: undefined } });
  }

  showList(): void {
    this.#set({ page: "list", focus: { target: "search" } });
    this.host.post({ type: "listChats" });
  }

  showChat(): void {
    this.#set({ page: "chat", focus: { target: "input" } });
  }

  search(query: string): void {
    this.#set({ query, hits: undefined });
    if (query.trim()) this.host.post({ type: "searchChats", query });
  }

  loadMoreChats(): void {
    const last = this.#state.chats?.at(-1);
    if (!last || !this.#state.moreChats) return;
    this.#set({ moreChats: false });
    this.host.post({ type: "listChats", before: last.chatId });
  }

  rename(chatId: string, title: string): void {
    const { chats, open } = this.#state;
    const renamed = open.chatId === chatId && open.summary ? { ...open, summary: { ...open.summary, title } } : open;
    this.#set({ open: renamed, chats: chats?.map((chat) => (chat.chatId === chatId ? { ...chat, title } : chat)) });
    this.host.post({ type: "renameChat", chatId, title });
  }

  deleteChat(chatId: string): void {
    const { chats, open } = this.#state;
    this.#set({ chats: chats?.filter((chat) => chat.chatId !== chatId), announcement: "The chat is deleted." });
    if (open.chatId === chatId) {
      this.#set({ open: emptyChat });
      this.#chatChanged(chatId);
    }
    this.#drafts = Object.fromEntries(Object.entries(this.#drafts).filter(([id]) => id !== chatId));
    this.#save();
    this.host.post({ type: "deleteChat", chatId });
  }

  setModel(model: string): void {
    this.#set({ model, focus: { target: "input" } });
    this.host.post({ type: "setModel", model });
    this.#askWaiting();
  }

  pull(model: string): void {
    const pullId = crypto.randomUUID();
    this.#set({ pulls: { ...this.#state.pulls, [model]: { pullId, phase: "downloading", completedBytes: 0 } } });
    this.host.post({ type: "pull", model, pullId });
  }

  cancelPull(pullId: string): void {
    this.host.post({ type: "cancelPull", pullId });
  }

  addProvider(provider: DiscoveredProvider): void {
    this.host.post({ type: "addProvider", provider });
  }

  dismissNotice(): void {
    this.#set({ notice: undefined });
  }

  get #state(): ViewState {
    return this.store.getState();
  }

  #set(change: Partial<ViewState>): void {
    this.store.setState(change);
  }

  #send(question: Question): void {
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
    this.host.post({ type: "send", chatId: open.chatId, replyId, ...question, model });
  }

  #begin(replyId: string, entries: readonly Entry[], question?: Question): void {
    const { open, replies, model } = this.#state;
    const leaves = usableModel(this.#state)?.leavesThisMachine ?? false;
    this.#set({
      replies: { ...replies, [replyId]: { replyId, chatId: open.chatId, question } },
      open: { ...open, entries: [...entries, liveEntry(replyId, model, leaves)] },
      notice: undefined,
      announcement: "The answer is being written.",
    });
  }

  #askWaiting(): void {
    const { waiting } = this.#state;
    if (!waiting || !canAsk(this.#state)) return;
    this.#set({ waiting: undefined });
    this.#send(waiting);
  }

  /** A search hit may lie above what is loaded: loads on until it is there. */
  #lookForTarget(): void {
    const { target, entries } = this.#state.open;
    if (target !== undefined && !entries.some(({ message }) => message.messageId === target)) this.loadOlder();
  }

  #chatChanged(before: string | undefined): void {
    this.#drafts[before ?? ""] = this.#state.draft;
    this.#set({ draft: this.#drafts[this.#state.open.chatId ?? ""] ?? "" });
    this.#save();
  }

  #save(): void {
    const { draft, open } = this.#state;
    this.#drafts[open.chatId ?? ""] = draft;
    const drafts = Object.fromEntries(Object.entries(this.#drafts).filter(([, text]) => text !== ""));
    this.host.save({ chatId: open.chatId, drafts });
  }
}

const joinQuestions = (first: Question, second: Question): Question => ({
  text: `${first.text}\n\n${second.text}`,
  attachments: [...first.attachments, ...second.attachments],
});
