import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useLayoutEffect, useRef, type KeyboardEvent, type MouseEvent, type ReactNode } from "react";
import { useActions, useView } from "../state/context.js";
import { runningReply } from "../state/view-state.js";
import { MessageRow } from "./message-row.js";
import { useStickToBottom } from "./use-stick-to-bottom.js";

const upwards = new Set(["ArrowUp", "PageUp", "Home"]);

/** The messages of the open chat, windowed; `after` follows them in the same flow. */
export function MessageList({ after }: { after: ReactNode }) {
  const open = useView((state) => state.open);
  const actions = useActions();
  const running = useView((state) => runningReply(state) !== undefined);
  const scroller = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const stick = useStickToBottom(scroller, content, open.chatId, running);
  const { entries, target, hasMore, loading } = open;
  const virtualizer = useVirtualizer({
    count: entries.length,
    getScrollElement: () => scroller.current,
    getItemKey: (index) => entries[index]?.key ?? index,
    estimateSize: (index) => (entries[index]?.message.role === "user" ? 72 : 240),
    overscan: 4,
    // Older messages that come on top must not move what is read.
    anchorTo: "end",
    // Following the end is the business of StickToBottom alone.
    scrollEndThreshold: -1,
    initialRect: { width: 400, height: 800 },
  });
  const items = virtualizer.getVirtualItems();

  useLayoutEffect(() => {
    stick.toEnd();
    // Only when another chat is shown; growth is the observer's business.
  }, [open.chatId, loading]);

  const targetIndex = target === undefined ? -1 : entries.findIndex(({ message }) => message.messageId === target);
  useEffect(() => {
    if (targetIndex < 0) return;
    stick.yieldNow();
    virtualizer.scrollToIndex(targetIndex, { align: "start" });
    const timer = setTimeout(() => actions.targetReached(), 1500);
    return () => clearTimeout(timer);
  }, [targetIndex, actions, stick, virtualizer]);

  const first = items[0]?.index;
  useEffect(() => {
    if (first === 0 && hasMore && !stick.isStuck()) actions.loadOlder();
  }, [first, hasMore, stick, actions]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (upwards.has(event.key)) stick.yieldNow();
  };
  const onClick = (event: MouseEvent<HTMLElement>) => {
    // What is unfolded must not push the fold out of sight. While an answer arrives, following it matters more.
    if (!running && event.target instanceof Element && event.target.closest("[aria-expanded]")) stick.yieldNow();
  };
  return (
    <div className="messages-frame">
      <div
        className="messages"
        ref={scroller}
        role="log"
        aria-label="Messages"
        aria-live="off"
        tabIndex={0}
        onScroll={stick.onScroll}
        onWheel={(event) => event.deltaY < 0 && event.currentTarget.scrollTop > 0 && stick.yieldNow()}
        onKeyDown={onKeyDown}
        onClickCapture={onClick}
      >
        <div ref={content} className="messages-content">
          {hasMore && (
            <button type="button" className="quiet-button load-older" onClick={() => actions.loadOlder()} disabled={loading}>
              {loading ? "Loading earlier messages" : "Show earlier messages"}
            </button>
          )}
          <div style={{ height: virtualizer.getTotalSize() }} className="messages-window">
            <div style={{ transform: `translateY(${items[0]?.start ?? 0}px)` }}>
              {items.map((item) => {
                const entry = entries[item.index];
                return (
                  entry && (
                    <div
                      key={item.key}
                      data-index={item.index}
                      ref={virtualizer.measureElement}
                      className={item.index === targetIndex ? "target" : undefined}
                    >
                      <MessageRow
                        entry={entry}
                        isLast={item.index === entries.length - 1}
                        position={item.index + 1}
                        count={hasMore ? -1 : entries.length}
                      />
                    </div>
                  )
                );
              })}
            </div>
          </div>
          {after}
        </div>
      </div>
      {stick.newText && (
        <button type="button" className="new-text" onClick={stick.toEnd}>
          <span className="codicon codicon-arrow-down" aria-hidden="true" /> New text
        </button>
      )}
    </div>
  );
}
