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
    setPlaced(place(range, rows, chat));
  }, []);
  const refresh = useCallback(() => {
    const [view, rows] = [scroller.current, list.current];
    if (!view || !rows) return;
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

  // At the very top the browser keeps nothing in its place: what older messages moved down is brought back here.
  const above = heights.sum(entries, 0, shown.from);
  const first = entries[shown.from]?.key;
  const before = useRef({ first, above });
  useLayoutEffect(() => {
    const view = scroller.current;
    const grown = above - before.current.above;
    if (view && before.current.first === first && grown > 0 && view.scrollTop < 1) view.scrollTop += grown;
    before.current = { first, above };
  }, [first, above, scroller]);

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
