import type { StoreApi } from "zustand/vanilla";
import type { ContextItem, KeptDraft, ToView } from "../../../src/features/chat/messages.js";
import type { ChatSummary, DiscoveredProvider } from "../../../../shared-protocol/generated/protocol.js";
import type { Host } from "../host.js";
import { ChatList } from "./chat-list.js";
import { ChatSettings } from "./chat-settings.js";
import type { LiveReplies } from "./live-replies.js";
import { Drafts } from "./drafts.js";
import { CannotAttachError, readAttachment } from "./attached-files.js";
import { entryWith } from "./columns.js";
import { Questions } from "./questions.js";
import { reduce } from "./reduce.js";
import { Shaping } from "./shaping.js";
import { SideBySide } from "./side-by-side.js";
import { emptyChat, isTemporary, type Entry, type ViewState } from "./view-state.js";
import { t } from "../../shared/l10n.js";

/** Everything that a user can do in the view, and the way messages of the host take into it. */
export class Actions {
  readonly questions: Questions;
  readonly settings: ChatSettings;
  readonly list: ChatList;
  readonly shaping: Shaping;
  readonly sideBySide: SideBySide;
  readonly #drafts: Drafts;
  readonly #loading = new Set<string>();

  constructor(
    private readonly store: StoreApi<ViewState>,
    private readonly live: LiveReplies,
    readonly host: Host,
  ) {
    this.#drafts = new Drafts(host);
    this.settings = new ChatSettings(store, host);
    this.list = new ChatList(store, host);
    this.shaping = new Shaping(store, host);
    this.questions = new Questions(
      store,
      host,
      (draft) => this.setDraft(draft),
      (key, waiting) => this.#drafts.keepWaiting(key, waiting, key === (this.#state.open.chatId ?? "") && isTemporary(this.#state)),
    );
    this.sideBySide = new SideBySide(store, host);
  }

  /** Greets the host, which answers with the chat that was open before a reload. */
  start(): void {
    this.host.listen((message) => this.receive(message));
    this.store.subscribe(({ attachments, open }, before) => {
      if (attachments !== before.attachments) this.#drafts.keepAttached(open.chatId, attachments, isTemporary(this.#state));
    });
    this.settings.restore();
    this.#set({ draft: this.#drafts.of(undefined), compareWith: this.host.load().compareWith ?? [] });
    this.host.post({ type: "ready" });
  }

  receive(message: ToView): void {
    if (message.type === "delta") {
      this.live.append(message.replyId, message.parts);
      return;
    }
    if (message.type === "attach" && message.asked && message.asked.chatId !== this.#state.open.chatId) {
      const { chatId, temporary = false } = message.asked;
      this.#drafts.keepAttached(chatId, [...this.#drafts.attachedTo(chatId), ...message.parts], temporary);
      return;
    }
    if (message.type === "chat") {
      for (const { replyId, parts } of [message.running ?? [], message.beside ?? []].flat()) this.live.reset(replyId, parts);
    }
    const earlier = this.#state;
    const before = earlier.open.chatId;
    this.store.setState(reduce(this.#state, message, (replyId) => this.live.take(replyId)));
    if (message.type === "replyEnded" || message.type === "replyFailed") this.#answered(message, earlier);
    if (message.type === "chat" && (message.running || message.beside)) this.questions.queue.stillRuns(message.chat.chatId);
    // Those that have ended already are not among those that run. What stands side by side already needs nothing more, such as what is retried.
    const isNews = message.type === "chat" && message.beside && !earlier.open.entries.at(-1)?.beside;
    if (isNews || message.type === "keepAnswer") this.#showBeside();
    if (message.type === "picture") this.#loading.delete(message.attachmentId);
    if (message.type === "newChat" || message.type === "chatClosed") this.#chatChanged();
    if (message.type === "newChat") this.host.post({ type: "openChat", chatId: undefined });
    if (message.type === "keptDrafts") this.#restoreDrafts(message.drafts);
    if (message.type === "chatClosed") {
      this.#forget(message.chatId);
      this.questions.queue.forget(message.chatId);
    }
    if (message.type === "chatCreated" && this.#state.open.chatId === message.chat.chatId && before === undefined) this.#draftMoved();
    if (message.type === "reopen" || message.type === "showChat") this.openChat(message.chatId);
    if (message.type === "chooseModel") this.setModel(message.model);
    // A question from the editor does not take what is being written and attached here.
    if (message.type === "ask") this.questions.askAlone({ text: message.text, attachments: message.selection ? [message.selection] : [] });
    if (message.type === "showSettings") this.settings.show();
    if (message.type === "showShortcuts") this.showShortcuts();
    if (message.type === "settingsSaved" || message.type === "chatCreated") this.settings.keepSaved();
    if (message.type === "find") this.find(this.#state.find ?? { query: "", at: -1 });
    this.questions.queue.next();
    if (message.type === "replyEnded" || message.type === "replyFailed") this.host.post({ type: "endSeen", replyId: message.replyId });
    if (message.type === "chat") this.#lookForTarget();
  }

  setDraft(draft: string): void {
    this.#set({ draft });
    this.#drafts.keep(this.#state.open.chatId, draft, isTemporary(this.#state));
  }

  removeAttachment(index: number): void {
    this.#set({ attachments: this.#state.attachments.filter((_, at) => at !== index) });
  }

  /** Reading it takes a while: it goes to the question that it was asked for in, whichever is written by then. */
  attachContext(item: ContextItem): void {
    const { chatId } = this.#state.open;
    const temporary = isTemporary(this.#state);
    this.host.post({
      type: "attachContext",
      item,
      ...(chatId === undefined ? {} : { chatId }),
      ...(temporary ? { temporary } : {}),
    });
  }

  /** Takes what was pasted or dropped; what is neither a picture nor text is told. */
  async attachFiles(files: readonly File[]): Promise<void> {
    const { chatId } = this.#state.open;
    const asked = { ...(chatId === undefined ? {} : { chatId }), ...(isTemporary(this.#state) ? { temporary: true } : {}) };
    try {
      const read = await Promise.allSettled(files.map(readAttachment));
      const parts = read.flatMap((each) => (each.status === "fulfilled" ? [each.value] : []));
      if (parts.length > 0) this.receive({ type: "attach", parts, asked });
      const failed = read.find((each) => each.status === "rejected");
      if (failed) throw failed.reason;
    } catch (error) {
      if (!(error instanceof CannotAttachError)) throw error;
      this.#set({ notice: error.notice, announcement: error.message });
    }
  }

  /** Asks for a stored picture, once. */
  loadPicture(attachmentId: string): void {
    const { open, pictures } = this.#state;
    if (open.chatId === undefined || attachmentId in pictures || this.#loading.has(attachmentId)) return;
    this.#loading.add(attachmentId);
    this.host.post({ type: "loadPicture", chatId: open.chatId, attachmentId });
  }

  /** @param temporary nothing of it is ever stored */
  newChat(temporary = false): void {
    this.#set({ open: { ...emptyChat, temporary }, page: "chat", focus: { target: "input" }, notice: undefined });
    this.#chatChanged();
    this.host.post({ type: "openChat", chatId: undefined });
  }

  openChat(chatId: string, target?: string): void {
    const { open, chats, page, focus } = this.#state;
    // The row that had the keyboard is gone with the list.
    this.#set({ page: "chat", notice: undefined, focus: page === "list" ? { target: "input" } : focus });
    if (open.chatId === chatId && !open.loading) {
      this.#set({ open: { ...open, target } });
      this.#lookForTarget();
      return;
    }
    const summary = chats?.find((chat) => chat.chatId === chatId);
    this.#set({ open: { ...emptyChat, chatId, summary, loading: true, target } });
    this.#chatChanged();
    this.host.post({ type: "openChat", chatId });
  }

  /** Asks for what comes before: a page of it, or all. */
  loadOlder(all = false): void {
    const { open } = this.#state;
    const before = open.entries[0]?.message.messageId;
    if (open.chatId === undefined || !before || !open.hasMore || open.loading) return;
    this.#set({ open: { ...open, loading: true } });
    this.host.post({ type: "openChat", chatId: open.chatId, before, ...(all ? { all } : {}) });
  }

  /** Looks for something in all of the open chat; undefined ends that. */
  find(find: ViewState["find"]): void {
    this.#set({ find, ...(find ? {} : { focus: { target: "input" } }) });
    if (find) this.loadOlder(true);
  }

  /** Leads to a message of the open chat. */
  showMessage(messageId: string): void {
    this.#set({ open: { ...this.#state.open, target: messageId } });
  }

  targetReached(): void {
    this.#set({ open: { ...this.#state.open, target: undefined } });
  }

  showChat(): void {
    this.#set({ page: "chat", focus: { target: "input" } });
  }

  showShortcuts(): void {
    this.#set({ page: "shortcuts" });
    this.host.post({ type: "listKeys" });
  }

  /** Takes a chat out of sight. The host deletes it a little later, so that it can be brought back. */
  deleteChat(chat: ChatSummary): void {
    const { open } = this.#state;
    const wasOpen = open.chatId === chat.chatId;
    this.#set({ deleted: { chatId: chat.chatId, title: chat.title, wasOpen }, announcement: t("The chat is deleted.") });
    this.host.post({ type: "deleteChat", chatId: chat.chatId });
    if (!wasOpen) return;
    this.#set({ open: emptyChat });
    this.#chatChanged();
    this.host.post({ type: "openChat", chatId: undefined });
  }

  undoDelete(): void {
    const { deleted } = this.#state;
    if (!deleted) return;
    this.#set({ deleted: undefined, announcement: t("The chat is back.") });
    this.host.post({ type: "undoDelete", chatId: deleted.chatId });
    if (deleted.messageId !== undefined) this.host.post({ type: "openChat", chatId: this.#state.open.chatId });
    else if (deleted.wasOpen && this.#state.open.chatId === undefined && this.#state.open.entries.length === 0)
      this.openChat(deleted.chatId);
  }

  /** Chooses the model of the open chat; of a new one, and of those to come, where none is open. */
  setModel(model: string): void {
    const { open } = this.#state;
    const { chatId, summary } = open;
    this.#set({ open: { ...open, model, summary: summary && { ...summary, model } }, focus: { target: "input" } });
    this.host.post({ type: "setModel", model, ...(chatId === undefined ? {} : { chatId }) });
    this.questions.queue.next();
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

  /** A search hit may lie above what is loaded: loads all of that then. */
  #lookForTarget(): void {
    const { target, entries } = this.#state.open;
    if (target !== undefined && !entries.some(({ message }) => message.messageId === target)) this.loadOlder(true);
  }

  #answered(message: Extract<ToView, { type: "replyEnded" | "replyFailed" }>, before: ViewState): void {
    const reply = before.replies[message.replyId];
    if (!reply) return;
    this.sideBySide.ended(message.replyId, before);
    const isShown = entryWith(before.open.entries, message.replyId) !== undefined;
    if (message.type === "replyFailed" && reply.question && !isShown) this.questions.queue.putBack(reply.question, reply.chatId);
    const stopped = message.type === "replyFailed" ? message.stopped : message.result.stopReason === "cancelled";
    const halt = stopped ? "stopped" : message.type === "replyFailed" ? "failed" : reply.compared ? "compared" : undefined;
    this.questions.queue.answered(reply.chatId, halt);
  }

  #showBeside(): void {
    const last = this.#state.open.entries.at(-1);
    if (last && (last.message.siblings?.length ?? 0) > 1) this.sideBySide.show(last);
  }

  /** The chat that did not exist yet does now. */
  #draftMoved(): void {
    const { draft, attachments, open } = this.#state;
    this.#forget(undefined);
    this.#drafts.keep(open.chatId, draft, isTemporary(this.#state));
    this.#drafts.keepAttached(open.chatId, attachments, isTemporary(this.#state));
    if (open.chatId !== undefined) this.questions.queue.chatCreated(open.chatId);
  }

  #forget(chatId: string | undefined): void {
    this.#drafts.keep(chatId, "", false);
    this.#drafts.keepAttached(chatId, [], false);
  }

  #restoreDrafts(drafts: readonly KeptDraft[]): void {
    this.#drafts.restore(drafts);
    const { chatId } = this.#state.open;
    this.#set({ draft: this.#drafts.of(chatId), attachments: this.#drafts.attachedTo(chatId) });
    this.questions.queue.restore(drafts);
  }

  /** An answer that stands side by side with others is gone on with. */
  keepAnswer(entryKey: string, column: Entry): void {
    this.sideBySide.keep(entryKey, column);
    this.questions.queue.chosen();
  }

  /** Another chat is shown: each has its own draft. */
  #chatChanged(): void {
    const { open } = this.#state;
    // The one that does not exist yet may be a temporary one now, or none any more.
    if (open.chatId === undefined) this.#drafts.keep(undefined, this.#drafts.of(), isTemporary(this.#state));
    // Pictures are large: those of another chat are not kept.
    this.#loading.clear();
    const { chatId } = open;
    this.#set({ draft: this.#drafts.of(chatId), attachments: this.#drafts.attachedTo(chatId), pictures: {}, find: undefined });
    this.settings.keepSaved();
  }
}
