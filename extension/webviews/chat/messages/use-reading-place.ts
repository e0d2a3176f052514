import { useEffect, useLayoutEffect, useMemo, useRef, type RefObject } from "react";
import { useActions } from "../state/context.js";
import { trailing } from "../state/trailing.js";
import type { OpenChat } from "../state/view-state.js";
import type { Sticking } from "./use-stick-to-bottom.js";

interface Parts {
  open: OpenChat;
  scroller: RefObject<HTMLElement | null>;
  list: RefObject<HTMLElement | null>;
  stick: Sticking;
  showAround: (index: number) => void;
}

const topOf = (element: Element): number => element.getBoundingClientRect().top;

/**
 * Keeps where the chat is read, and goes back there once when the view was built anew. At the end nothing is kept: it stays at the end.
 * @returns what to call when the list has scrolled
 */
export function useReadingPlace({ open, scroller, list, stick, showAround }: Parts): () => void {
  const actions = useActions();
  const due = useRef(actions.host.load().place);
  const latest = useRef({ open, stick });
  useLayoutEffect(() => {
    latest.current = { open, stick };
  });

  useLayoutEffect(() => {
    const [place, view] = [due.current, scroller.current];
    if (!place || !view || open.loading || open.entries.length === 0) return;
    const index = open.entries.findIndex(({ message }) => message.messageId === place.messageId);
    const isElsewhere = place.chatId !== open.chatId || open.target !== undefined;
    if (isElsewhere || (index < 0 && !open.hasMore)) {
      due.current = undefined;
      return;
    }
    stick.yieldNow();
    const key = open.entries[index]?.key;
    if (key === undefined) {
      actions.loadOlder(true);
      return;
    }
    const row = list.current?.querySelector(`[data-key="${CSS.escape(key)}"]`);
    if (!row) {
      showAround(index);
      return;
    }
    view.scrollTop += topOf(row) - topOf(view) + place.above;
    due.current = undefined;
  });

  const keeping = useMemo(
    () =>
      trailing(() => {
        const { open: chat, stick: sticking } = latest.current;
        const view = scroller.current;
        if (due.current || !view || !list.current || chat.chatId === undefined) return;
        const row = [...list.current.querySelectorAll("[data-key]")].find((each) => each.getBoundingClientRect().bottom > topOf(view));
        const messageId = chat.entries.find(({ key }) => key === row?.getAttribute("data-key"))?.message.messageId;
        const isAtEnd = sticking.isStuck() || !row || !messageId;
        actions.host.save({ place: isAtEnd ? undefined : { chatId: chat.chatId, messageId, above: topOf(view) - topOf(row) } });
      }),
    [actions, list, scroller],
  );
  useEffect(() => keeping.cancel, [keeping]);
  return keeping.schedule;
}
