import type { ContextUse } from "../../../../shared-protocol/generated/protocol.js";
import { formatBytes, formatCount } from "../shell/format.js";
import type { OverflowAnswer } from "../state/view-state.js";
import { t } from "../../shared/l10n.js";

const parts = [
  ["system", t("System prompt")],
  ["history", t("Earlier messages")],
  ["files", t("Files and selections")],
  ["question", t("Question")],
] as const;

/** What fills a context window that is too small, part by part. */
export function ContextParts({ use }: { use: ContextUse }) {
  const total = parts.reduce((sum, [key]) => sum + use[key], 0);
  const counted = (tokens: number): string => (use.estimated ? t("about {0}", formatCount(tokens)) : formatCount(tokens));
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
              <dd>{counted(use[key])}</dd>
            </div>
          ))}
        <div>
          <dt>{t("Together, for a window of {0}", formatCount(use.window))}</dt>
          <dd>{counted(total)}</dd>
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
          {raiseBytes === undefined
            ? t("Raise the window to {0}", formatCount(raiseTo))
            : t("Raise the window to {0} (about {1} of memory)", formatCount(raiseTo), formatBytes(raiseBytes))}
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
            {t("Leave out the oldest")}
          </button>
          <button type="button" className="button secondary" disabled={disabled} onClick={() => onChoose({ overflow: "summarise" })}>
            {t("Summarise the oldest")}
          </button>
        </>
      )}
      <button type="button" className="button secondary" disabled={disabled} onClick={() => onChoose({ overflow: "send" })}>
        {t("Send anyway")}
      </button>
    </>
  );
}
