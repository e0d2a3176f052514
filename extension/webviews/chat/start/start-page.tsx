import { useActions, useView } from "../state/context.js";
import { usableModel } from "../state/view-state.js";
import { openModelPicker } from "../composer/model-picker-events.js";
import { ModelProblems } from "../composer/model-problems.js";
import { Download } from "./download.js";
import { Found } from "./found.js";
import { t } from "../../shared/l10n.js";

/** What stands in a chat without messages: an invitation, or the way to a first model. */
export function StartPage() {
  const models = useView((state) => state.models);
  const found = useView((state) => state.found);
  const pulls = useView((state) => state.pulls);
  const ready = useView((state) => usableModel(state) !== undefined);
  const actions = useActions();
  if (models === undefined) return null;
  const answering = models.some(({ state }) => state !== "downloadable");
  const downloadable = models.filter(({ state }) => state === "downloadable");
  const shown = answering ? downloadable.filter(({ model }) => pulls[model]) : downloadable.slice(0, 1);
  const unknown = found.filter(({ providerId }) => providerId === undefined);
  return (
    <div className="start">
      {ready ? (
        <p className="start-lead">{t("Ask a question, or select code in an editor and choose Explain.")}</p>
      ) : answering ? (
        <div className="start-lead">
          <p>{t("No model is chosen.")}</p>
          <button type="button" className="button" onClick={openModelPicker}>
            {t("Choose a model")}
          </button>
        </div>
      ) : (
        <p className="start-lead">
          {downloadable.length > 0
            ? t("A chat needs a model. The starter model runs here, without any account.")
            : t("A chat needs a model. None was found on this machine.")}
        </p>
      )}
      {!ready && <ModelProblems />}
      {shown.map((model) => (
        <Download key={model.model} model={model} />
      ))}
      {unknown.length > 0 && <h2 className="group-heading">{t("Found on this machine")}</h2>}
      {unknown.map((provider) => (
        <Found key={provider.baseUrl} provider={provider} />
      ))}
      {!answering && (
        <button type="button" className="quiet-button" onClick={() => actions.host.post({ type: "refreshModels" })}>
          <span className="codicon codicon-refresh" aria-hidden="true" /> {t("Look again")}
        </button>
      )}
    </div>
  );
}
