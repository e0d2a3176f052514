import type { StoreApi } from "zustand/vanilla";
import type { ListFilter, SearchFilter } from "../../../src/features/chat/messages.js";
import type { ChatSummary } from "../../../../shared-protocol/generated/protocol.js";
import { t } from "../../shared/l10n.js";
import type { Host } from "../host.js";
import type { ViewState } from "./view-state.js";

/** What is done with the chats in the list: narrowed, searched, named, pinned and put away. */
export class ChatList {
  constructor(
    private readonly store: StoreApi<ViewState>,
    private readonly host: Host,
  ) {}

  show(): void {
    this.#set({ page: "list", focus: { target: "search" } });
    this.host.post({ type: "listChats", filter: this.#state.filter });
  }

  search(query: string): void {
    this.#set({ query, hits: undefined });
    const { filter, searchFilter } = this.#state;
    if (query.trim()) this.host.post({ type: "searchChats", query, filter: { ...filter, ...searchFilter } });
  }

  /** Narrows the list of chats, and what is searched. */
  filterList(filter: ListFilter): void {
    this.#set({ filter, chats: undefined, moreChats: false });
    this.host.post({ type: "listChats", filter });
    this.search(this.#state.query);
  }

  filterSearch(searchFilter: SearchFilter): void {
    this.#set({ searchFilter });
    this.search(this.#state.query);
  }

  loadMoreChats(): void {
    const last = this.#state.chats?.at(-1);
    if (!last || !this.#state.moreChats) return;
    this.#set({ moreChats: false });
    this.host.post({ type: "listChats", filter: this.#state.filter, before: last.chatId });
  }

  rename(chatId: string, title: string): void {
    const { chats, open } = this.#state;
    const renamed = open.chatId === chatId && open.summary ? { ...open, summary: { ...open.summary, title } } : open;
    this.#set({ open: renamed, chats: chats?.map((chat) => (chat.chatId === chatId ? { ...chat, title } : chat)) });
    this.host.post({ type: "renameChat", chatId, title });
  }

  pin({ chatId, pinnedAt }: ChatSummary): void {
    this.host.post({ type: "pinChat", chatId, pinned: pinnedAt === undefined });
  }

  archive({ chatId, archivedAt }: ChatSummary): void {
    this.#set({ announcement: archivedAt === undefined ? t("The chat is archived.") : t("The chat is back among the others.") });
    this.host.post({ type: "archiveChat", chatId, archived: archivedAt === undefined });
  }

  get #state(): ViewState {
    return this.store.getState();
  }

  #set(change: Partial<ViewState>): void {
    this.store.setState(change);
  }
}
