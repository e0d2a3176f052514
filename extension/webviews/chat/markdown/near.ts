import { useCallback, useState } from "react";

/** How far outside of the view something still counts as near it, in pixels. */
const margin = 1_000;

type Listener = (near: boolean, height: number) => void;

interface Watch {
  observer: IntersectionObserver;
  listeners: Map<Element, Listener>;
}

/** One observer for all that scrolls in the same element. */
const watches = new WeakMap<Element, Watch>();

function watchOf(root: Element): Watch {
  const known = watches.get(root);
  if (known) return known;
  const listeners = new Map<Element, Listener>();
  const observer = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting, boundingClientRect } of entries)
        listeners.get(target)?.(isIntersecting, boundingClientRect.height);
    },
    { root, rootMargin: `${margin}px 0px` },
  );
  const watch = { observer, listeners };
  watches.set(root, watch);
  return watch;
}

export interface Nearness {
  near: boolean;
  /** Its height when it was near last; undefined before that. */
  height: number | undefined;
  ref: (element: Element | null) => (() => void) | undefined;
}

/** Tells whether an element is near what is seen of the list of messages; what is far need not be drawn. */
export function useNear(initially: boolean): Nearness {
  const [state, setState] = useState<{ near: boolean; height: number | undefined }>({ near: initially, height: undefined });
  const ref = useCallback((element: Element | null) => {
    const root = element?.closest(".messages");
    if (!element || !root) return undefined;
    const { observer, listeners } = watchOf(root);
    listeners.set(element, (near, height) =>
      setState((before) => (before.near === near ? before : { near, height: near ? before.height : height })),
    );
    observer.observe(element);
    return () => {
      observer.unobserve(element);
      listeners.delete(element);
    };
  }, []);
  return { ...state, ref };
}
