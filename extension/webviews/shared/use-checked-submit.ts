import { useState, type KeyboardEvent, type SubmitEvent } from "react";

export interface CheckedSubmit<P> {
  /** What is wrong, by field; said once it was tried, not while it is being typed. */
  wrong: Partial<P>;
  onSubmit: (event: SubmitEvent) => void;
  onKeyDown: (event: KeyboardEvent) => void;
}

/** A form that is saved only when nothing is wrong in it, and left by Escape. */
export function useCheckedSubmit<P extends object>(problems: P, onSave: () => void, onCancel: () => void): CheckedSubmit<P> {
  const [tried, setTried] = useState(false);
  return {
    wrong: tried ? problems : {},
    onSubmit: (event) => {
      event.preventDefault();
      setTried(true);
      if (Object.keys(problems).length === 0) onSave();
    },
    onKeyDown: (event) => {
      if (event.key !== "Escape" || event.nativeEvent.isComposing) return;
      // It has done its work: nothing else is called off by it.
      event.preventDefault();
      onCancel();
    },
  };
}
