import { useEffect, useRef } from "react";

export interface Suggestion {
  key: string;
  icon: string;
  label: string;
  description: string | undefined;
}

interface Props {
  id: string;
  label: string;
  items: readonly Suggestion[];
  active: number;
  onActivate: (index: number) => void;
  onChoose: (index: number) => void;
}

/** What can be completed at the caret, over the composer. The keyboard stays in the text: arrows move, Enter or Tab takes. */
export function Suggestions({ id, label, items, active, onActivate, onChoose }: Props) {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.querySelector(".active")?.scrollIntoView({ block: "nearest" });
  }, [active]);
  return (
    <div ref={list} id={id} className="suggestions" role="listbox" aria-label={label}>
      {items.map((item, index) => (
        <div
          key={item.key}
          id={`${id}-${index}`}
          role="option"
          aria-selected={index === active}
          className={index === active ? "suggestion active" : "suggestion"}
          onMouseDown={(event) => event.preventDefault()}
          onMouseMove={() => onActivate(index)}
          onClick={() => onChoose(index)}
        >
          <span className={`codicon codicon-${item.icon}`} aria-hidden="true" />
          <span className="suggestion-label" dir="auto">
            {item.label}
          </span>
          {item.description && <span className="secondary-text">{item.description}</span>}
        </div>
      ))}
    </div>
  );
}
