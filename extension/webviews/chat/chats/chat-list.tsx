import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useMemo, useRef, type KeyboardEvent } from "react";
import type { ChatSummary } from "../../../../shared-protocol/generated/protocol.js";
import { formatDay } from "../shell/format.js";
import { useActions, useView } from "../state/context.js";
import { ChatRow } from "./chat-row.js";
import { deletedChat } from "../state/view-state.js";
import { Hits } from "./hits.js";
import { ListFilterField } from "./list-filter.js";
import { SearchFilterFields } from "./search-filter.js";
import { t } from "../../shared/l10n.js";

type Row = { heading: string } | { chat: ChatSummary };

function rowsOf(chats: readonly ChatSummary[], now: Date): Row[] {
  let day = "";
  return chats.flatMap((chat): Row[] => {
    const heading = chat.pinnedAt === undefined ? formatDay(chat.updatedAt, now) : t("Pinned");
    const isNew = heading !== day;
    day = heading;
    return isNew ? [{ heading }, { chat }] : [{ chat }];
  });
}

/** Moves between everything that opens a chat, the search field included. */
export function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step === undefined) return;
  const stops = [...event.currentTarget.querySelectorAll<HTMLElement>(".search-field, .chat-open, .hit")];
  const at = stops.findIndex((stop) => stop === document.activeElement || stop.parentElement?.contains(document.activeElement));
  const next = stops[at + step];
  if (!next) return;
  event.preventDefault();
  next.focus();
}

/** The history: search on top, days as headings, two lines for each chat. */
export function ChatList() {
  const query = useView((state) => state.query);
  const focus = useView((state) => state.focus);
  const actions = useActions();
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (focus?.target === "search") field.current?.focus();
  }, [focus]);
  return (
    <main
      className="chat-list"
      aria-label={t("Chats")}
      onKeyDown={(event) => {
        if (event.key === "Escape") {
          // The answer that runs goes on.
          event.preventDefault();
          actions.showChat();
        } else moveFocus(event);
      }}
    >
      <div className="search">
        <span className="codicon codicon-search" aria-hidden="true" />
        <input
          ref={field}
          className="search-field"
          type="search"
          dir="auto"
          placeholder={t("Search all chats")}
          aria-label={t("Search all chats")}
          value={query}
          onChange={(event) => actions.list.search(event.target.value)}
        />
        <ListFilterField />
      </div>
      {query.trim() && <SearchFilterFields />}
      {query.trim() ? <Hits /> : <Days />}
    </main>
  );
}

function Days() {
  const listed = useView((state) => state.chats);
  const deleted = useView(deletedChat);
  const chats = useMemo(() => listed?.filter(({ chatId }) => chatId !== deleted), [listed, deleted]);
  const more = useView((state) => state.moreChats);
  const isFiltered = useView(({ filter }) => Object.keys(filter).length > 0);
  const openId = useView((state) => state.open.chatId);
  const replies = useView((state) => state.replies);
  const actions = useActions();
  const scroller = useRef<HTMLDivElement>(null);
  const rows = useMemo(() => rowsOf(chats ?? [], new Date()), [chats]);
  const running = useMemo(() => new Set(Object.values(replies).map(({ chatId }) => chatId)), [replies]);
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => (rows[index] && "heading" in rows[index] ? 30 : 48),
    getItemKey: (index) => {
      const row = rows[index];
      return row === undefined ? index : "heading" in row ? `day:${row.heading}:${index}` : row.chat.chatId;
    },
    overscan: 12,
    initialRect: { width: 400, height: 800 },
  });
  const items = virtualizer.getVirtualItems();
  const last = items.at(-1)?.index ?? -1;
  useEffect(() => {
    if (more && last >= rows.length - 5) actions.list.loadMoreChats();
  }, [more, last, rows.length, actions]);
  if (chats === undefined) {
    return (
      <div className="chat-rows" role="group" aria-busy="true" aria-label={t("Loading chats")}>
        {[0, 1, 2, 3].map((index) => (
          <div className="chat-row" key={index}>
            <div className="chat-open">
              <span className="skeleton" style={{ width: `${60 - index * 8}%` }} />
              <span className="skeleton" style={{ width: "85%" }} />
            </div>
          </div>
        ))}
      </div>
    );
  }
  if (chats.length === 0) {
    return (
      <div className="empty">
        {isFiltered ? (
          <>
            <p>{t("No chats here.")}</p>
            <button type="button" className="button" onClick={() => actions.list.filterList({})}>
              {t("Show all chats")}
            </button>
          </>
        ) : (
          <>
            <p>{t("No chats yet. What you ask is kept here, on this machine.")}</p>
            <button type="button" className="button" onClick={() => actions.newChat()}>
              {t("New chat")}
            </button>
          </>
        )}
      </div>
    );
  }
  return (
    <div className="chat-rows" ref={scroller}>
      <div style={{ height: virtualizer.getTotalSize() }} className="rows-window">
        <div style={{ transform: `translateY(${items[0]?.start ?? 0}px)` }}>
          {items.map((item) => {
            const row = rows[item.index];
            return (
              row && (
                <div key={item.key} data-index={item.index} ref={virtualizer.measureElement}>
                  {"heading" in row ? (
                    <h2 className="group-heading">{row.heading}</h2>
                  ) : (
                    <ChatRow chat={row.chat} current={row.chat.chatId === openId} running={running.has(row.chat.chatId)} />
                  )}
                </div>
              )
            );
          })}
        </div>
      </div>
    </div>
  );
}
