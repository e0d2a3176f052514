import { useEffect, useRef, type RefObject } from "react";

/** Gives the keyboard back to what another thing stood in place of, when that ends and nothing else has the keyboard. */
export function useReturnedFocus<T extends HTMLElement>(replaced: boolean): RefObject<T | null> {
  const element = useRef<T>(null);
  const was = useRef(false);
  useEffect(() => {
    if (!replaced && was.current && document.activeElement === document.body) element.current?.focus();
    was.current = replaced;
  }, [replaced]);
  return element;
}
