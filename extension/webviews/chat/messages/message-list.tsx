import { useEffect, useLayoutEffect, useRef, type KeyboardEvent, type MouseEvent, type ReactNode } from "react";
import { flushSync } from "react-dom";
import { useActions, useView } from "../state/context.js";
import { runningReply } from "../state/view-state.js";
import { MessageRow } from "./message-row.js";
import { useReadingPlace } from "./use-reading-place.js";
import { useRowWindow } from "./use-row-window.js";
import { useStickToBottom } from "./use-stick-to-bottom.js";
import { t } from "../../shared/l10n.js";

const upwards = new Set(["ArrowUp", "PageUp", "Home"]);

/** The messages of the open chat, windowed; `after` follows them in the same flow. */
export function MessageList({ after }: { after: ReactNode }) {
  const open = useView((state) => state.open);
  const actions = useActions();
  const running = useView((state) => runningReply(state) !== undefined);
  const scroller = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const stick = useStickToBottom(scroller, content, open.chatId, running);
  const { entries, target, hasMore, loading } = open;
  const rows = useRowWindow(entries, open.chatId, scroller, list);

  const opening = loading && entries.length === 0;
  useLayoutEffect(() => {
    stick.toEnd();
    // Only when another chat is shown; growth is the observer's business, and what comes on top moves nobody.
  }, [open.chatId, opening]);

  const asked = useView((state) => state.asked);
  const ledFor = useRef(asked);
  const { showEnd } = rows;
  useLayoutEffect(() => {
    if (ledFor.current === asked) return;
    ledFor.current = asked;
    showEnd();
    stick.toEnd();
  }, [asked, showEnd, stick]);

  const targetIndex = target === undefined ? -1 : entries.findIndex(({ message }) => message.messageId === target);
  const { showAround } = rows;
  const keepPlace = useReadingPlace({ open, scroller, list, stick, showAround });
  // Before the browser measures anything, which would put in what is in sight now.
  useLayoutEffect(() => {
    if (targetIndex < 0) return;
    stick.yieldNow();
    showAround(targetIndex);
    const timer = setTimeout(() => actions.targetReached(), 1500);
    return () => clearTimeout(timer);
  }, [targetIndex, actions, stick, showAround]);
  const targetShown = targetIndex >= rows.from && targetIndex < rows.to;
  useLayoutEffect(() => {
    if (targetShown) list.current?.querySelector(".target")?.scrollIntoView({ block: "start" });
  }, [targetShown, targetIndex]);

  const atTop = rows.from === 0;
  useEffect(() => {
    if (atTop && hasMore && !loading && !stick.isStuck()) actions.loadOlder();
  }, [atTop, hasMore, loading, stick, actions]);

  const onScroll = () => {
    stick.onScroll();
    rows.refresh();
    keepPlace();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (upwards.has(event.key)) stick.yieldNow();
  };
  const onClick = (event: MouseEvent<HTMLElement>) => {
    // What is unfolded must not push the fold out of sight. While an answer arrives, following it matters more.
    if (!running && event.target instanceof Element && event.target.closest("[aria-expanded], [data-keeps-place]")) stick.yieldNow();
  };
  const toEnd = () => {
    flushSync(rows.showEnd);
    stick.toEnd();
  };
  return (
    <div className="messages-frame">
      <div
        className="messages"
        ref={scroller}
        role="log"
        aria-label={t("Messages")}
        aria-live="off"
        tabIndex={0}
        onScroll={onScroll}
        onWheel={(event) => event.deltaY < 0 && event.currentTarget.scrollTop > 0 && stick.yieldNow()}
        onKeyDown={onKeyDown}
        onClickCapture={onClick}
      >
        <div ref={content} className="messages-content">
          {hasMore && (
            <button type="button" className="quiet-button load-older" onClick={() => actions.loadOlder()} disabled={loading}>
              {loading ? t("Loading earlier messages") : t("Show earlier messages")}
            </button>
          )}
          <div ref={list} className="messages-window">
            <div className="messages-space" style={{ height: rows.above }} />
            {entries.slice(rows.from, rows.to).map((entry, at) => {
              const index = rows.from + at;
              return (
                <div key={entry.key} data-key={entry.key} ref={rows.row} className={index === targetIndex ? "target" : undefined}>
                  <MessageRow
                    entry={entry}
                    isLast={index === entries.length - 1}
                    position={index + 1}
                    count={hasMore ? -1 : entries.length}
                  />
                </div>
              );
            })}
            <div className="messages-space" style={{ height: rows.below }} />
          </div>
          {after}
        </div>
      </div>
      {stick.newText && (
        <button type="button" className="new-text" onClick={toEnd}>
          <span className="codicon codicon-arrow-down" aria-hidden="true" /> {t("New text")}
        </button>
      )}
    </div>
  );
}
