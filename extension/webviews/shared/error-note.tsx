import { useEffect, useRef, useState, type ReactNode } from "react";
import type { ErrorData } from "../../../shared-protocol/generated/protocol.js";
import { t } from "./l10n.js";

/** A text that folds out: the raw words of a server. */
export function Fold({ label, text }: { label: string; text: string }) {
  const [open, setOpen] = useState(false);
  return (
    <div>
      <button type="button" className="fold" aria-expanded={open} onClick={() => setOpen(!open)}>
        <span className={`codicon codicon-chevron-${open ? "down" : "right"}`} aria-hidden="true" />
        {label}
      </button>
      {open && (
        <pre className="error-detail" tabIndex={0}>
          {text}
        </pre>
      )}
    </div>
  );
}

/** An error as a view shows it. */
export interface ViewError {
  message: string;
  data?: ErrorData;
}

/** What happened, why, and what to do. */
export function ErrorNote({ error: { message, data }, children }: { error: ViewError; children?: ReactNode }) {
  const note = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // Newer browsers answer with a promise, which is no clean-up.
    note.current?.scrollIntoView({ block: "nearest" });
  }, [message]);
  return (
    <div className="error-card" role="alert" ref={note}>
      <p className="error-title">
        <span className="codicon codicon-error" aria-hidden="true" />
        <span>{message}</span>
      </p>
      {data?.why !== undefined && <p>{data.why}</p>}
      {data?.fix !== undefined && <p>{data.fix}</p>}
      {data?.detail !== undefined && <Fold label={t("Original message")} text={data.detail} />}
      {children}
    </div>
  );
}
