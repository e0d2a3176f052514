import { useState } from "react";
import type { ViewError } from "../../../src/features/chat/messages.js";
import { useActions, useView } from "../state/context.js";
import { ContextParts, OverflowButtons } from "./context-use.js";
import { canAsk, type OverflowAnswer } from "../state/view-state.js";
import { openModelPicker } from "../composer/model-picker-events.js";
import { t } from "../../shared/l10n.js";

interface Props {
  error: ViewError;
  onRetry?: ((how?: OverflowAnswer) => void) | undefined;
  onDismiss?: (() => void) | undefined;
  /** It is asked again of the same model, whichever is chosen. */
  keepsModel?: boolean;
}

/** What happened, why, and what to do, in the place of what did not come. The vendor's own words fold out. */
export function ErrorCard({ error, onRetry, onDismiss, keepsModel = false }: Props) {
  const { host } = useActions();
  const ready = useView(canAsk);
  const [open, setOpen] = useState(false);
  const { why, fix, detail, context } = error.data ?? {};
  return (
    <section className="error-card" aria-label={t("Error")}>
      <p className="error-title">
        <span className="codicon codicon-error" aria-hidden="true" />
        <span>{error.message}</span>
      </p>
      {context ? <ContextParts use={context} /> : why && <p>{why}</p>}
      {fix && <p className="error-fix">{fix}</p>}
      {detail && (
        <>
          <button type="button" className="fold" aria-expanded={open} onClick={() => setOpen(!open)}>
            <span className={`codicon codicon-chevron-${open ? "down" : "right"}`} aria-hidden="true" />
            {t("Original message")}
          </button>
          {open && (
            <pre className="error-detail" tabIndex={0}>
              {detail}
            </pre>
          )}
        </>
      )}
      <div className="buttons">
        {onRetry && context && <OverflowButtons use={context} disabled={!ready} onChoose={onRetry} />}
        {onRetry && !context && (
          <button
            type="button"
            className="button"
            onClick={() => {
              onRetry();
            }}
            disabled={!ready}
          >
            {t("Retry")}
          </button>
        )}
        <button type="button" className="button secondary" onClick={() => host.post({ type: "showLog" })}>
          {t("Show log")}
        </button>
        {onRetry && !keepsModel && (
          <button type="button" className="button secondary" onClick={openModelPicker}>
            {t("Choose another model")}
          </button>
        )}
        {onDismiss && (
          <button type="button" className="button secondary" onClick={onDismiss}>
            {t("Dismiss")}
          </button>
        )}
      </div>
    </section>
  );
}
