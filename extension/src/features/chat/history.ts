import type { ChatGetResult, ChatSummary } from "../../../../shared-protocol/generated/protocol.js";
import type { Sidecar } from "../../sidecar/index.js";
import type { Deletion } from "./deletions.js";
import type { ListFilter, RunningReply, SearchFilter, ToView } from "./messages.js";
import type { ViewReplies } from "./view-replies.js";

const chatsAPage = 50;
/** What the sidecar lists at once. */
const mostChats = 500;
const messagesAPage = 50;
const hitsShown = 50;

/** Reads chats for the view. Nothing of them is kept here but which one is open and how much of it the view has. */
export class History {
  #openChatId: string | undefined;
  #messagesShown = messagesAPage;
  /** The oldest message that the view has. */
  #oldestShown: string | undefined;
  #chatsShown = chatsAPage;
  #filter: ListFilter = {};
  #choices = 0;
  #searches = 0;
  readonly #sidecar: Sidecar;
  readonly #replies: ViewReplies;
  readonly #post: (message: ToView) => void;
  readonly #opened: (chatId: string | undefined) => void;

  /** @param opened is told which chat is the open one */
  constructor(sidecar: Sidecar, replies: ViewReplies, post: (message: ToView) => void, opened: (chatId: string | undefined) => void) {
    this.#sidecar = sidecar;
    this.#replies = replies;
    this.#post = post;
    this.#opened = opened;
  }

  get openChatId(): string | undefined {
    return this.#openChatId;
  }

  /** Changes with each choice of a chat, so that what takes a while can tell whether it was overtaken. */
  get choice(): number {
    return this.#choices;
  }

  /** Makes a chat the open one; its messages follow by `show`. */
  open(chatId: string | undefined): void {
    this.#choices++;
    if (chatId !== this.#openChatId) {
      this.#messagesShown = messagesAPage;
      this.#oldestShown = undefined;
    }
    this.#openChatId = chatId;
    this.#opened(chatId);
  }

  /** Narrows the list, or goes on behind one of its chats. */
  async listBy(filter: ListFilter, before?: string): Promise<void> {
    if (before === undefined) this.#chatsShown = chatsAPage;
    this.#filter = filter;
    await this.list(before);
  }

  /** The newest chats, as many as the view had, or those behind one of them. */
  async list(before?: string): Promise<void> {
    const append = before !== undefined;
    const limit = append ? chatsAPage : Math.min(this.#chatsShown, mostChats);
    const filter = this.#filter;
    const [{ chats, hasMore }, labels] = await Promise.all([
      this.#sidecar.request("chat/list", { limit, before, ...filter }),
      append ? undefined : this.#sidecar.request("chat/labels", {}),
    ]);
    // Another filter was chosen meanwhile.
    if (filter !== this.#filter) return;
    if (append) this.#chatsShown += chats.length;
    this.#post({ type: "chats", chats, hasMore, append });
    if (labels) this.#post({ type: "labels", ...labels });
  }

  /** The archive is searched with the rest: only what is listed has it apart. */
  async search(query: string, filter: ListFilter & SearchFilter): Promise<void> {
    const { model, folder, tag, hasCode, since, until } = filter;
    const search = ++this.#searches;
    const { hits } =
      query.trim() === ""
        ? { hits: [] }
        : await this.#sidecar.request("chat/search", {
            ...{ query, limit: hitsShown, model, folder, tag, hasCode },
            since: since === undefined ? undefined : midnightOf(since, 0),
            until: until === undefined ? undefined : midnightOf(until, 1),
          });
    // Another one was begun meanwhile: for other words, or among other chats.
    if (search === this.#searches) this.#post({ type: "hits", query, hits });
  }

  async summary(chatId: string): Promise<ChatSummary> {
    return (await this.#sidecar.request("chat/get", { chatId, limit: 1 })).chat;
  }

  /** Shows the newest messages of the open chat, from the oldest on that the view had. */
  async show(): Promise<void> {
    const chatId = this.#openChatId;
    if (chatId === undefined) return;
    const runningBefore = idsOf(this.#replies.inChat(chatId));
    const { chat, messages, hasMore } = await this.#readOn(chatId);
    if (chatId !== this.#openChatId) return;
    this.#oldestShown = messages[0]?.messageId;
    const running = this.#replies.inChat(chatId);
    // A reply that began or ended in between makes the answer stale.
    if (idsOf(running) !== runningBefore) {
      await this.show();
      return;
    }
    this.#replies.tell(running);
    const current = running.find(({ beside }) => !beside);
    const beside = running.filter((reply) => reply !== current);
    this.#post({
      ...{ type: "chat", chat, messages, hasMore, prepend: false },
      ...(current ? { running: current } : {}),
      ...(beside.length > 0 ? { beside } : {}),
    });
  }

  /** What was added at the end since must not push out what the view has at its start. */
  async #readOn(chatId: string): Promise<ChatGetResult> {
    const read = () => this.#sidecar.request("chat/get", { chatId, limit: this.#messagesShown });
    const startOf = ({ messages }: ChatGetResult) => messages.findIndex(({ messageId }) => messageId === this.#oldestShown);
    let result = await read();
    if (this.#oldestShown !== undefined && result.hasMore && startOf(result) < 0) {
      this.#messagesShown += messagesAPage;
      result = await read();
    }
    const start = startOf(result);
    return start > 0 ? { ...result, messages: result.messages.slice(start), hasMore: true } : result;
  }

  /** Shows what stands in the same place as a message. */
  async showSiblings(chatId: string, messageId: string): Promise<void> {
    const { messages } = await this.#sidecar.request("chat/siblings", { chatId, messageId });
    this.#post({ type: "siblings", chatId, messageId, messages });
  }

  /** Shows what comes before a message: a page of it, or all. */
  async showOlder(chatId: string, before: string, all = false): Promise<void> {
    const limit = all ? undefined : messagesAPage;
    const { chat, messages, hasMore } = await this.#sidecar.request("chat/get", { chatId, limit, before });
    if (chatId !== this.#openChatId) return;
    this.#messagesShown += messages.length;
    this.#oldestShown = messages[0]?.messageId ?? this.#oldestShown;
    this.#post({ type: "chat", chat, messages, hasMore, prepend: true });
  }

  async rename(chatId: string, title: string): Promise<void> {
    await this.#sidecar.request("chat/rename", { chatId, title });
  }

  async delete({ chatId, messageId }: Deletion): Promise<void> {
    // What still runs cannot be deleted under its answer.
    await this.#replies.stopAll(chatId);
    if (messageId !== undefined) {
      await this.#sidecar.request("chat/deleteMessage", { chatId, messageId });
      this.#post({ type: "messageDeleted", chatId, messageId });
      return;
    }
    await this.#sidecar.request("chat/delete", { chatId });
    this.closed(chatId);
  }

  closed(chatId: string): void {
    if (chatId === this.#openChatId) this.open(undefined);
    this.#post({ type: "chatClosed", chatId });
  }
}

const idsOf = (running: readonly RunningReply[]): string => running.map(({ replyId }) => replyId).join(" ");

/** The local midnight at which a day (`2026-11-29`) begins, or one that many days later. */
function midnightOf(day: string, later: number): string | undefined {
  const [year, month, date] = day.split("-").map(Number);
  if (year === undefined || month === undefined || date === undefined) return undefined;
  const start = new Date(year, month - 1, date + later);
  return Number.isNaN(start.getTime()) ? undefined : start.toISOString();
}
