import { Download } from "../start/download.js";
import { useActions, useView } from "../state/context.js";
import { runningReply, usableModel, type ViewState } from "../state/view-state.js";
import { t } from "../../shared/l10n.js";

function reason(state: ViewState): string {
  if (state.sidecar.state !== "running") return t("Is sent when the sidecar is back.");
  if (runningReply(state)) return t("Is sent after this answer.");
  if (!usableModel(state)) return Object.keys(state.pulls).length > 0 ? t("Is sent when the model is here.") : t("Waits for a model.");
  return t("Is sent when the chat is loaded.");
}

/** A question that cannot be sent yet, where it will stand. */
export function Waiting() {
  const waiting = useView((state) => state.waiting);
  const why = useView(reason);
  const downloading = useView((state) =>
    state.open.entries.length > 0 && state.waiting ? state.models?.find(({ model }) => state.pulls[model]) : undefined,
  );
  const actions = useActions();
  if (!waiting) return null;
  return (
    <>
      <div className="user-message waiting">
        <div className="user-text" dir="auto">
          {waiting.text}
        </div>
        <div className="waiting-line">
          <span className="secondary-text">
            <span className="codicon codicon-clockface" aria-hidden="true" /> {why}
          </span>
          <button type="button" className="quiet-button" onClick={() => actions.questions.takeBack()}>
            {t("Edit")}
          </button>
        </div>
      </div>
      {downloading && <Download model={downloading} />}
    </>
  );
}
