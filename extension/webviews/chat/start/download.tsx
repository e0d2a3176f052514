import type { ModelInfo } from "../../../../shared-protocol/generated/protocol.js";
import { ErrorCard } from "../messages/error-card.js";
import { formatBytes, formatBytesPerSecond, formatLeft } from "../shell/format.js";
import { useActions, useView } from "../state/context.js";
import type { Pull } from "../state/view-state.js";
import { t } from "../../shared/l10n.js";

function figures({ phase, completedBytes, totalBytes, bytesPerSecond }: Pull): string {
  if (phase === "verifying") return t("Checking what was downloaded");
  const rate = bytesPerSecond === undefined || bytesPerSecond <= 0 ? undefined : bytesPerSecond;
  return [
    totalBytes === undefined ? formatBytes(completedBytes) : t("{0} of {1}", formatBytes(completedBytes), formatBytes(totalBytes)),
    ...(rate === undefined ? [] : [formatBytesPerSecond(rate)]),
    ...(rate === undefined || totalBytes === undefined ? [] : [formatLeft((totalBytes - completedBytes) / rate)]),
  ].join(" · ");
}

/** A model that can be had, with its size and licence, and its download. */
export function Download({ model }: { model: ModelInfo }) {
  const pull = useView((state) => state.pulls[model.model]);
  const actions = useActions();
  const total = pull?.totalBytes ?? model.sizeBytes;
  return (
    <section className="card" aria-label={model.displayName}>
      <div className="card-head">
        <strong>{model.displayName}</strong>
        <span className="secondary-text">
          {[model.sizeBytes === undefined ? undefined : formatBytes(model.sizeBytes), model.licence]
            .filter((word) => word !== undefined)
            .join(" · ")}
        </span>
      </div>
      {model.description && <p>{model.description}</p>}
      {pull && !pull.failure ? (
        <div className="download">
          <progress
            max={total ?? 1}
            value={total === undefined ? undefined : pull.completedBytes}
            aria-label={t("Download of {0}", model.displayName)}
          />
          <div className="download-line">
            <span className="figures secondary-text">{figures(pull)}</span>
            <button type="button" className="quiet-button" onClick={() => actions.cancelPull(pull.pullId)}>
              {t("Cancel")}
            </button>
          </div>
        </div>
      ) : (
        <div className="download">
          {pull?.failure ? (
            <ErrorCard error={pull.failure} />
          ) : (
            <p className="secondary-text">
              <span className="codicon codicon-home" aria-hidden="true" /> {t("Runs on this machine. Nothing that you type leaves it.")}
            </p>
          )}
          <button type="button" className="button wide" onClick={() => actions.pull(model.model)}>
            {pull?.failure
              ? t("Download again")
              : model.sizeBytes === undefined
                ? t("Download")
                : t("Download {0}", formatBytes(model.sizeBytes))}
          </button>
        </div>
      )}
    </section>
  );
}
