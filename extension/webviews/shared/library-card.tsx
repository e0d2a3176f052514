import { useRef, useState, type ReactNode } from "react";
import { t } from "./l10n.js";
import type { CardState } from "./library-view.js";

interface Props extends CardState {
  name: string;
  title: string;
  /** What is lost with it. */
  warning: string;
  children: ReactNode;
}

/** One thing of a library. Removing it asks once, in its place. */
export function LibraryCard({ name, title, warning, editable, onEdit, onRemove, children }: Props) {
  const [asking, setAsking] = useState(false);
  const removeButton = useRef<HTMLButtonElement>(null);
  const keep = () => {
    setAsking(false);
    removeButton.current?.focus();
  };
  return (
    <article className="card" aria-label={title}>
      <div className="group-head">
        <h2 dir="auto">{title}</h2>
        <div className="buttons">
          <button type="button" className="button secondary" aria-label={t("Edit {0}", name)} disabled={!editable} onClick={onEdit}>
            {t("Edit")}
          </button>
          <button
            type="button"
            className="button secondary"
            ref={removeButton}
            aria-label={t("Remove {0}", name)}
            aria-expanded={asking}
            onClick={() => setAsking(!asking)}
          >
            {t("Remove")}
          </button>
        </div>
      </div>
      {children}
      {asking && (
        <div className="confirm" role="group" aria-label={t("Remove {0}?", name)} onKeyDown={(event) => event.key === "Escape" && keep()}>
          <p>{warning}</p>
          <div className="buttons">
            <button type="button" className="button" onClick={onRemove}>
              {t("Remove {0}", name)}
            </button>
            <button type="button" className="button secondary" autoFocus onClick={keep}>
              {t("Keep it")}
            </button>
          </div>
        </div>
      )}
    </article>
  );
}
