import type { ContextUse } from "../../../../shared-protocol/generated/protocol.js";
import { formatBytes, formatCount } from "../shell/format.js";
import type { OverflowAnswer } from "../state/view-state.js";

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
  onChoose: (answer: OverflowAnswer) => void;
}) {
  const canShorten = use.history > 0 && use.system + use.question + use.reserved <= use.window;
  const { raiseTo, raiseBytes } = use;
  return (
    <>
      {raiseTo !== undefined && (
        <button type="button" className="button" disabled={disabled} onClick={() => onChoose({ contextLength: raiseTo })}>
          Raise the window to {formatCount(raiseTo)}
          {raiseBytes !== undefined && ` (about ${formatBytes(raiseBytes)} of memory)`}
        </button>
      )}
      {canShorten && (
        <>
          <button
            type="button"
            className={raiseTo === undefined ? "button" : "button secondary"}
            disabled={disabled}
            onClick={() => onChoose({ overflow: "dropOldest" })}
          >
            Leave out the oldest
          </button>
          <button type="button" className="button secondary" disabled={disabled} onClick={() => onChoose({ overflow: "summarise" })}>
            Summarise the oldest
          </button>
        </>
      )}
      <button type="button" className="button secondary" disabled={disabled} onClick={() => onChoose({ overflow: "send" })}>
        Send anyway
      </button>
    </>
  );
}
