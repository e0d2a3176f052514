import { useEffect, useState } from "react";
import { Markdown } from "../markdown/markdown.js";
import { formatSeconds } from "../shell/format.js";
import { t } from "../../shared/l10n.js";

interface Props {
  text: string;
  since: number | undefined;
  ms: number | undefined;
  running: boolean;
}

/** What the model thought, folded. While it thinks, the time runs. */
export function Thinking({ text, since, ms, running }: Props) {
  const [open, setOpen] = useState(false);
  return (
    <div className="thinking">
      <button type="button" className="fold" aria-expanded={open} onClick={() => setOpen(!open)}>
        <span className={`codicon codicon-chevron-${open ? "down" : "right"}`} aria-hidden="true" />
        {running && since !== undefined ? (
          <Timer since={since} />
        ) : ms === undefined ? (
          t("Thought")
        ) : (
          t("Thought for {0}", formatSeconds(ms))
        )}
      </button>
      {open && (
        <div className="thinking-text">
          <Markdown text={text} ended={!running} />
        </div>
      )}
    </div>
  );
}

function Timer({ since }: { since: number }) {
  const [now, setNow] = useState(() => performance.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(performance.now()), 100);
    return () => clearInterval(timer);
  }, []);
  return <span className="figures">{t("Thinking {0}", formatSeconds(Math.max(0, now - since)))}</span>;
}
