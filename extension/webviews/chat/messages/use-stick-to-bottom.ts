import { useEffect, useMemo, useRef, useState, type RefObject } from "react";
import { StickToBottom } from "./stick-to-bottom.js";

export interface Sticking {
  newText: boolean;
  isStuck: () => boolean;
  onScroll: () => void;
  yieldNow: () => void;
  toEnd: () => void;
}

/** Ties `StickToBottom` to an element that scrolls and to the content that grows in it. */
export function useStickToBottom(
  scroller: RefObject<HTMLElement | null>,
  content: RefObject<HTMLElement | null>,
  chatId: string | undefined,
  arriving: boolean,
): Sticking {
  const [logic] = useState(() => new StickToBottom());
  const [newText, setNewText] = useState(false);
  const streams = useRef(arriving);
  useEffect(() => {
    streams.current = arriving;
  }, [arriving]);
  useEffect(() => {
    const element = scroller.current;
    if (!element || !content.current) return;
    // The height of the frame changes too, when the composer grows.
    const observer = new ResizeObserver(() => {
      const top = logic.resized(element, streams.current);
      if (top !== undefined) element.scrollTop = top;
      setNewText(logic.newText);
    });
    observer.observe(content.current);
    observer.observe(element);
    return () => observer.disconnect();
  }, [scroller, content, logic]);
  const handlers = useMemo(
    () => ({
      isStuck: () => logic.stuck,
      onScroll: () => {
        if (scroller.current) logic.scrolled(scroller.current);
        setNewText(logic.newText);
      },
      yieldNow: () => logic.yieldNow(),
      toEnd: () => {
        logic.hold();
        setNewText(false);
        if (scroller.current) scroller.current.scrollTop = scroller.current.scrollHeight;
      },
    }),
    [logic, scroller],
  );
  useEffect(() => handlers.toEnd(), [chatId, handlers]);
  return useMemo(() => ({ ...handlers, newText }), [handlers, newText]);
}
