import { useEffect } from "react";
import type { Match } from "../state/find.js";
import { highlight, rangesOf } from "./highlights.js";

/** Marks what is looked for wherever it is shown, also in what comes into sight later, and brings one place of it into sight. */
export function useHighlights(query: string, match: Match | undefined): void {
  const [key, occurrence] = [match?.key, match?.occurrence ?? 0];
  useEffect(() => {
    const list = document.querySelector(".messages");
    if (!list) return;
    let waiting = 0;
    let reached = false;
    const mark = (): void => {
      waiting = 0;
      const row =
        key === undefined ? undefined : [...list.querySelectorAll("[data-key]")].find((each) => each.getAttribute("data-key") === key);
      const inRow = row ? rangesOf(row, query) : [];
      const current = inRow[Math.min(occurrence, inRow.length - 1)];
      highlight(rangesOf(list, query), current);
      if (current && !reached) {
        reached = true;
        bringIntoSight(list, current);
      }
    };
    const soon = (): void => {
      waiting ||= requestAnimationFrame(mark);
    };
    const observer = new MutationObserver(soon);
    observer.observe(list, { childList: true, subtree: true, characterData: true });
    soon();
    return () => {
      observer.disconnect();
      cancelAnimationFrame(waiting);
      highlight([], undefined);
    };
  }, [query, key, occurrence]);
}

function bringIntoSight(list: Element, range: Range): void {
  const [place, view] = [range.getBoundingClientRect(), list.getBoundingClientRect()];
  if (place.top < view.top + 40 || place.bottom > view.bottom - 40) list.scrollTop += place.top - view.top - view.height / 3;
}
