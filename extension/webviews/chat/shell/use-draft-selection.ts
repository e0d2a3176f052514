import { useEffect, useRef } from "react";
import { useActions, useView } from "../state/context.js";
import { trailing } from "../state/trailing.js";

const field = ".composer textarea";

/** Keeps what is selected of the unsent text, and selects it again once when the view was built anew. */
export function useDraftSelection(): void {
  const { host } = useActions();
  const draft = useView((state) => state.draft);
  const due = useRef(host.load().selection);
  useEffect(() => {
    const input = document.querySelector<HTMLTextAreaElement>(field);
    if (!due.current || !input || input.value === "") return;
    input.setSelectionRange(due.current.start, due.current.end);
    due.current = undefined;
  }, [draft]);
  useEffect(() => {
    const keeping = trailing(() => {
      const input = document.activeElement;
      if (!(input instanceof HTMLTextAreaElement) || !input.matches(field)) return;
      host.save({ selection: { start: input.selectionStart, end: input.selectionEnd } });
    });
    document.addEventListener("selectionchange", keeping.schedule);
    return () => {
      document.removeEventListener("selectionchange", keeping.schedule);
      keeping.cancel();
    };
  }, [host]);
}
