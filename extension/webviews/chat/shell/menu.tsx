import { useEffect, useRef, useState, type FocusEvent, type KeyboardEvent } from "react";
import { IconButton } from "./icon-button.js";
import { useTopLayer } from "./top-layer.js";

export interface MenuItem {
  label: string;
  icon: string;
  onChoose: () => void;
  /** Shown, but not to be chosen, with the reason as tooltip. */
  disabledBecause?: string | undefined;
}

interface Props {
  label: string;
  icon?: string;
  items: readonly MenuItem[];
}

/** A button that opens a menu. Arrows move, Enter chooses, Escape closes and gives the keyboard back. */
export function Menu({ label, icon = "ellipsis", items }: Props) {
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const list = useRef<HTMLDivElement>(null);
  useTopLayer(list, button, open);
  useEffect(() => {
    if (!open) return;
    list.current?.querySelector<HTMLElement>("[role=menuitem]")?.focus();
  }, [open]);
  const close = () => {
    setOpen(false);
    button.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (!open) return;
    const stops = [...(list.current?.querySelectorAll<HTMLElement>("[role=menuitem]") ?? [])];
    const at = stops.findIndex((stop) => stop === document.activeElement);
    const next = { ArrowDown: at + 1, ArrowUp: at - 1 + stops.length, Home: 0, End: stops.length - 1 }[event.key];
    if (next !== undefined) stops[next % stops.length]?.focus();
    else if (event.key === "Escape") close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const onBlur = (event: FocusEvent<HTMLElement>) => {
    if (!event.currentTarget.contains(event.relatedTarget)) setOpen(false);
  };
  return (
    <span className="menu-anchor" onKeyDown={onKeyDown} onBlur={onBlur}>
      <IconButton ref={button} icon={icon} label={label} menu={open} onClick={() => setOpen(!open)} />
      {open && (
        <div ref={list} className="menu" popover="manual" role="menu" aria-label={label}>
          {items.map((item) => (
            <button
              key={item.label}
              type="button"
              role="menuitem"
              tabIndex={-1}
              title={item.disabledBecause}
              aria-disabled={item.disabledBecause !== undefined}
              onClick={() => {
                if (item.disabledBecause !== undefined) return;
                close();
                item.onChoose();
              }}
            >
              <span className={`codicon codicon-${item.icon}`} aria-hidden="true" />
              {item.label}
            </button>
          ))}
        </div>
      )}
    </span>
  );
}
