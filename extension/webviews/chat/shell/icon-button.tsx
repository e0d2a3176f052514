import type { Ref } from "react";

interface Props {
  icon: string;
  label: string;
  onClick: () => void;
  disabled?: boolean;
  className?: string;
  ref?: Ref<HTMLButtonElement>;
}

/** A button that shows only an icon; its label is the tooltip and what a screen reader says. */
export function IconButton({ icon, label, onClick, disabled = false, className = "", ref }: Props) {
  return (
    <button
      type="button"
      ref={ref}
      className={`icon-button ${className}`}
      title={label}
      aria-label={label}
      onClick={onClick}
      disabled={disabled}
    >
      <span className={`codicon codicon-${icon}`} aria-hidden="true" />
    </button>
  );
}
