import { useLayoutEffect, useRef, type FocusEvent, type RefObject } from "react";
import { useTopLayer } from "../shell/top-layer.js";
import { ModelList } from "./model-list.js";

interface Props {
  label: string;
  anchor: RefObject<HTMLElement | null>;
  onChoose: (model: string) => void;
  onDone: () => void;
}

/** The list of models for one choice, over what is around it; the chosen model of the chat stays. */
export function ModelChooser({ label, anchor, onChoose, onDone }: Props) {
  const dialog = useRef<HTMLDivElement>(null);
  useTopLayer(dialog, anchor, true);
  const before = useRef<Element>(null);
  useLayoutEffect(() => {
    before.current = document.activeElement;
    // What is not shown yet, as the list when it comes, cannot have the keyboard.
    dialog.current?.querySelector("input")?.focus();
  }, []);
  const close = () => {
    if (before.current instanceof HTMLElement) before.current.focus();
    onDone();
  };
  const onBlur = (event: FocusEvent<HTMLElement>) => {
    if (!event.currentTarget.contains(event.relatedTarget)) onDone();
  };
  return (
    <div ref={dialog} className="model-chooser" popover="manual" role="dialog" aria-label={label} onBlur={onBlur}>
      <ModelList onChoose={onChoose} onDone={close} />
    </div>
  );
}
