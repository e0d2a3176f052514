import { useLayoutEffect, type RefObject } from "react";

const margin = 4;

/**
 * Shows an element (which has the attribute `popover="manual"`) above everything, beside the one that opened it and inside of the view: what
 * scrolls or clips around it does not matter.
 */
export function useTopLayer(shown: RefObject<HTMLElement | null>, anchor: RefObject<HTMLElement | null>, open: boolean): void {
  useLayoutEffect(() => {
    const element = shown.current;
    const at = anchor.current?.getBoundingClientRect();
    if (!open || !element || !at) return;
    element.showPopover();
    const { width, height } = element.getBoundingClientRect();
    const below = at.bottom + margin;
    const top = below + height <= window.innerHeight - margin ? below : Math.max(margin, at.top - margin - height);
    const left = Math.max(margin, Math.min(at.right - width, window.innerWidth - width - margin));
    element.style.insetBlockStart = `${top}px`;
    element.style.left = `${left}px`;
  }, [open, shown, anchor]);
}
