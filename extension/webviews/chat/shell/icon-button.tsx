import type { Ref } from "react";

interface Props {
  icon: string;
  label: string;
  onClick: () => void;
  disabled?: boolean;
  className?: string;
  /** For a button that stays pressed. */
  pressed?: boolean;
  /** For a button with a menu: whether it is open. */
  menu?: boolean;
  /** For a button in a message that unfolds something: what is read must not move away from it. */
  keepsPlace?: boolean;
  ref?: Ref<HTMLButtonElement>;
}

/** A button that shows only an icon; its label is the tooltip and what a screen reader says. */
export function IconButton({ icon, label, onClick, disabled = false, className = "", pressed, menu, keepsPlace, ref }: Props) {
  return (
    <button
      type="button"
      ref={ref}
      className={`icon-button ${className}`}
      title={label}
      aria-label={label}
      aria-pressed={pressed}
      aria-haspopup={menu === undefined ? undefined : "menu"}
      aria-expanded={menu}
      data-keeps-place={keepsPlace}
      onClick={onClick}
      disabled={disabled}
    >
      <span className={`codicon codicon-${icon}`} aria-hidden="true" />
    </button>
  );
}
