import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState, type RefObject } from "react";
import type { Entry } from "../state/view-state.js";
import { guessHeight } from "./guess-height.js";
import { RowHeights, type RowRange } from "./row-window.js";

/** A range, and the key of its first row: by it the range is found again when older messages came on top. */
interface Placed extends RowRange {
  chatId: string | undefined;
  firstKey: string | undefined;
  atEnd: boolean;
}

export interface RowWindow extends RowRange {
  /** Height of what stands for the rows above and below. */
  above: number;
  below: number;
  row: (element: HTMLElement | null) => (() => void) | undefined;
  /** Puts the rows in that are in sight now. */
  refresh: () => void;
  showEnd: () => void;
  showAround: (index: number) => void;
}

const keyAttribute = "data-key";

/**
 * The messages that are in the document. They stand in its normal flow between two empty spaces, so that the browser itself keeps what is
 * read in its place when something above changes its height.
 */
export function useRowWindow(
  entries: readonly Entry[],
  chatId: string | undefined,
  scroller: RefObject<HTMLElement | null>,
  list: RefObject<HTMLElement | null>,
): RowWindow {
  const [heights] = useState(() => new RowHeights<Entry>(guessHeight));
  // Nowhere yet: at the end, also when the list comes back with all of its messages.
  const [placed, setPlaced] = useState<Placed>({ from: 0, to: 0, chatId, firstKey: undefined, atEnd: true });
  const shown = find(placed, entries, chatId) ?? heights.end(entries, scroller.current?.clientHeight ?? 800);
  const latest = useRef({ entries, chatId, shown });
  useLayoutEffect(() => {
    latest.current = { entries, chatId, shown };
  });

  const show = useCallback((range: RowRange) => {
    const { entries: rows, chatId: chat } = latest.current;
    // At once: what scrolls before the next drawing must not find the range of the last one, and let this one be.
    latest.current = { entries: rows, chatId: chat, shown: range };
    setPlaced(place(range, rows, chat));
  }, []);
  const first = useRef<FirstRow>(undefined);
  const refresh = useCallback(() => {
    const [view, rows] = [scroller.current, list.current];
    if (!view || !rows) return;
    first.current = firstRow(view, rows);
    const { entries: all, shown: now } = latest.current;
    const top = view.scrollTop - rows.offsetTop;
    const next = heights.around(all, top, top + view.clientHeight, now);
    if (next !== now) show(next);
  }, [heights, list, scroller, show]);

  const observer = useMemo(
    () =>
      new ResizeObserver((changes) => {
        for (const { target, borderBoxSize } of changes) {
          const key = target.getAttribute(keyAttribute);
          const height = borderBoxSize[0]?.blockSize;
          if (key !== null && height !== undefined && height > 0) heights.measured(key, height);
        }
        refresh();
      }),
    [heights, refresh],
  );
  useEffect(() => () => observer.disconnect(), [observer]);
  const row = useCallback(
    (element: HTMLElement | null) => {
      if (!element) return undefined;
      observer.observe(element);
      return () => observer.unobserve(element);
    },
    [observer],
  );

  // What older messages moved down is brought back. The browser does it too, but not at the very top, nor after a jump to where no row was
  // yet: then it holds on to the list and not to a row.
  const above = heights.sum(entries, 0, shown.from);
  const firstKey = entries[shown.from]?.key;
  const before = useRef({ firstKey, above });
  useLayoutEffect(() => {
    const [view, rows] = [scroller.current, list.current];
    const grown = above - before.current.above;
    const isLower = before.current.firstKey === firstKey && grown > 0;
    before.current = { firstKey, above };
    if (!view || !rows) return;
    const [was, now] = [first.current, firstRow(view, rows)];
    const moved = isLower && was && now && was.key === now.key ? now.top - was.top : 0;
    // Less of it is the reader's own scrolling.
    if (moved > 0 && moved > grown / 2) view.scrollTop += moved;
    first.current = firstRow(view, rows);
  }, [firstKey, above, scroller, list]);

  const showEnd = useCallback(
    () => show(heights.end(latest.current.entries, scroller.current?.clientHeight ?? 800)),
    [heights, scroller, show],
  );
  const showAround = useCallback(
    (index: number) => {
      const { entries: all } = latest.current;
      const top = heights.sum(all, 0, index);
      show(heights.around(all, top, top + (scroller.current?.clientHeight ?? 800), { from: 0, to: 0 }));
    },
    [heights, scroller, show],
  );
  return { ...shown, above, below: heights.sum(entries, shown.to), row, refresh, showEnd, showAround };
}

/** The first row that is in the document, and where it stands in the view. */
type FirstRow = { key: string | null; top: number } | undefined;

function firstRow(view: HTMLElement, rows: HTMLElement): FirstRow {
  const row = rows.querySelector(`[${keyAttribute}]`);
  return row ? { key: row.getAttribute(keyAttribute), top: row.getBoundingClientRect().top - view.getBoundingClientRect().top } : undefined;
}

const place = (range: RowRange, entries: readonly Entry[], chatId: string | undefined): Placed => ({
  ...range,
  chatId,
  firstKey: entries[range.from]?.key,
  atEnd: range.to >= entries.length,
});

/** Where a range is now; undefined when its rows are gone. */
function find(
  { from, to, chatId, firstKey, atEnd }: Placed,
  entries: readonly Entry[],
  shownChat: string | undefined,
): RowRange | undefined {
  // A new chat gets its id while it is shown.
  if (firstKey === undefined || (chatId !== shownChat && chatId !== undefined)) return undefined;
  const index = entries[from]?.key === firstKey ? from : entries.findIndex(({ key }) => key === firstKey);
  if (index < 0) return undefined;
  return { from: index, to: atEnd ? entries.length : Math.min(entries.length, to + index - from) };
}
