import { useEffect } from "react";

const groups = "[role=list], .queue ol, .field, .settings-end";
const stops = "button:not(:disabled), input:not(:disabled), select:not(:disabled), textarea:not(:disabled), [tabindex='0']";
const fields = ".composer textarea, main .search-field, main input, main textarea";

interface Place {
  element: HTMLElement;
  group: Element | null;
  /** Which of the stops of its group it is. */
  index: number;
  isInMessages: boolean;
  pressed: boolean;
}

const placeOf = (element: HTMLElement): Place => {
  const group = element.closest(groups);
  const index = group ? [...group.querySelectorAll(stops)].indexOf(element) : -1;
  return { element, group, index, isInMessages: element.closest(".messages") !== null, pressed: false };
};

const isGone = ({ element }: Place): boolean => !element.isConnected || element.matches(":disabled");

/** Where one goes on: what follows in the same group; for who only read on, the messages; else the field that the page is about. */
function next({ group, index, isInMessages, pressed }: Place): HTMLElement | null {
  const beside = group?.isConnected ? [...group.querySelectorAll<HTMLElement>(stops)] : [];
  const messages = isInMessages && !pressed ? document.querySelector<HTMLElement>(".messages") : null;
  return beside[index] ?? beside.at(-1) ?? messages ?? document.querySelector<HTMLElement>(fields);
}

/** What has the keyboard may go, or be disabled, by what it did: then the keyboard is given on, as it would belong to nothing. */
export function useKeptFocus(): void {
  useEffect(() => {
    let last: Place | undefined;
    let waits = false;
    const check = () => {
      waits = false;
      const active = document.activeElement;
      if (!last || !document.hasFocus() || !isGone(last) || (active !== document.body && active !== last.element)) return;
      const to = next(last);
      last = undefined;
      to?.focus();
    };
    // Only after everything that asks for the keyboard by itself.
    const observer = new MutationObserver(() => {
      if (waits || !last || !isGone(last)) return;
      waits = true;
      requestAnimationFrame(check);
    });
    observer.observe(document.body, { subtree: true, childList: true, attributeFilter: ["disabled"] });
    const onFocus = ({ target }: FocusEvent) => {
      last = target instanceof HTMLElement ? placeOf(target) : undefined;
    };
    const onClick = ({ target }: MouseEvent) => {
      if (last && target instanceof Node && last.element.contains(target)) last.pressed = true;
    };
    // A click beside everything lets go of the keyboard on purpose.
    const onPointer = () => {
      last = undefined;
    };
    document.addEventListener("focusin", onFocus);
    document.addEventListener("click", onClick, true);
    document.addEventListener("pointerdown", onPointer, true);
    return () => {
      observer.disconnect();
      document.removeEventListener("focusin", onFocus);
      document.removeEventListener("click", onClick, true);
      document.removeEventListener("pointerdown", onPointer, true);
    };
  }, []);
}
