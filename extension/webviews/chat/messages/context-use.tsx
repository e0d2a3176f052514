import type { ContextUse, OverflowChoice } from "../../../../shared-protocol/generated/protocol.js";
import { formatCount } from "../shell/format.js";

const parts = [
  ["system", "System prompt"],
  ["history", "Earlier messages"],
  ["files", "Files and selections"],
  ["question", "Question"],
] as const;

/** What fills a context window that is too small, part by part. */
export function ContextParts({ use }: { use: ContextUse }) {
  const total = parts.reduce((sum, [key]) => sum + use[key], 0);
  const about = use.estimated ? "about " : "";
  return (
    <div className="context-use">
      <div className="context-bar" aria-hidden="true">
        {parts.map(([key]) => (
          <span key={key} className={`context-${key}`} style={{ flexGrow: use[key] }} />
        ))}
      </div>
      <dl>
        {parts
          .filter(([key]) => use[key] > 0)
          .map(([key, label]) => (
            <div key={key}>
              <dt>
                <span className={`context-key context-${key}`} aria-hidden="true" />
                {label}
              </dt>
              <dd>
                {about}
                {formatCount(use[key])}
              </dd>
            </div>
          ))}
        <div>
          <dt>Together, for a window of {formatCount(use.window)}</dt>
          <dd>
            {about}
            {formatCount(total)}
          </dd>
        </div>
      </dl>
    </div>
  );
}

/** The ways to send a conversation that does not fit. */
export function OverflowButtons({
  use,
  disabled,
  onChoose,
}: {
  use: ContextUse;
  disabled: boolean;
  onChoose: (choice: OverflowChoice) => void;
}) {
  const canShorten = use.history > 0 && use.system + use.question + use.reserved <= use.window;
  return (
    <>
      {canShorten && (
        <>
          <button type="button" className="button" disabled={disabled} onClick={() => onChoose("dropOldest")}>
            Leave out the oldest
          </button>
          <button type="button" className="button secondary" disabled={disabled} onClick={() => onChoose("summarise")}>
            Summarise the oldest
          </button>
        </>
      )}
      <button type="button" className="button secondary" disabled={disabled} onClick={() => onChoose("send")}>
        Send anyway
      </button>
    </>
  );
}
