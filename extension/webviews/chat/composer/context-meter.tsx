import { useEffect, useMemo, useRef, useState } from "react";
import { ContextParts } from "../messages/context-use.js";
import { formatCount, formatPercent, formatShort } from "../shell/format.js";
import { useTopLayer } from "../shell/top-layer.js";
import { useActions, useView } from "../state/context.js";
import { estimateTokens, tokensOf } from "../state/tokens.js";
import { t } from "../../shared/l10n.js";
import { ownSettings, runningReply } from "../state/view-state.js";

/** How full the window of the chosen model is with what would be sent now. A click shows the parts. */
export function ContextMeter() {
  const actions = useActions();
  const chatId = useView(({ open }) => open.chatId);
  const model = useView((state) => state.model);
  // Not their number: earlier ones that are loaded change nothing.
  const own = useView((state) =>
    JSON.stringify([ownSettings(state)?.systemPrompt, ownSettings(state)?.preset, ownSettings(state)?.options]),
  );
  // Of a chat that does not exist yet nobody but the view knows it.
  const unstored = useView(({ open }) => (open.chatId === undefined ? open.settings : undefined));
  const last = useView(({ open }) => open.entries.at(-1)?.message.messageId);
  const running = useView((state) => runningReply(state) !== undefined);
  const loading = useView(({ open }) => open.loading);
  const ready = useView(({ sidecar }) => sidecar.state === "running");
  const known = useView((state) => state.contextUse);
  const draft = useView((state) => state.draft);
  const attachments = useView((state) => state.attachments);
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const details = useRef<HTMLDivElement>(null);
  useTopLayer(details, button, open);
  useEffect(() => {
    if (ready && !running && !loading && model !== undefined) actions.host.post({ type: "measureContext", chatId, model });
  }, [actions, chatId, model, own, last, running, loading, ready]);

  // Whole files: not counted anew with each letter.
  const attached = useMemo(() => attachments.reduce((sum, part) => sum + tokensOf(part), 0), [attachments]);

  const use = known?.chatId === chatId ? known?.use : undefined;
  const size = unstored?.options?.contextLength ?? use?.window;
  if (use === undefined || size === undefined) return null;
  const { history } = use;
  const system = unstored?.systemPrompt === undefined ? use.system : estimateTokens(unstored.systemPrompt);
  const parts = { window: size, reserved: 0, system, history, files: use.files + attached, question: estimateTokens(draft) };
  const total = parts.system + parts.history + parts.files + parts.question;
  const share = Math.min(1, total / size);
  const level = share > 0.95 ? "full" : share > 0.8 ? "near" : "";
  const label = t("Context: about {0} of {1} tokens, {2}", formatCount(total), formatCount(size), formatPercent(total / size));
  return (
    <span className="context-meter" onBlur={(event) => !event.currentTarget.contains(event.relatedTarget) && setOpen(false)}>
      <button
        type="button"
        ref={button}
        className={`meter-button ${level}`}
        title={label}
        aria-label={label}
        aria-expanded={open}
        onClick={() => setOpen(!open)}
        onKeyDown={(event) => {
          if (event.key !== "Escape" || !open) return;
          event.stopPropagation();
          setOpen(false);
        }}
      >
        <span className="meter-words figures" aria-hidden="true">
          {formatShort(total)} / {formatShort(size)}
        </span>
        <svg className="meter-bar" viewBox="0 0 32 6" aria-hidden="true">
          <rect className="meter-ground" width="32" height="6" rx="3" />
          <rect className="meter-value" width={Math.max(2, 32 * share)} height="6" rx="3" />
        </svg>
      </button>
      {open && (
        <div ref={details} className="meter-details" popover="manual" role="dialog" aria-label={t("What fills the context")}>
          <ContextParts use={{ ...parts, estimated: use.estimated || total > history + system }} />
        </div>
      )}
    </span>
  );
}
