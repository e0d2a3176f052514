import type { ProviderTestStep } from "../../../shared-protocol/generated/protocol.js";
import { formatSeconds } from "../chat/shell/format.js";
import { ErrorNote, Fold } from "../shared/error-note.js";
import type { Test } from "./state.js";
import { t } from "../shared/l10n.js";

const stepNames = new Map([
  ["name", t("Name")],
  ["tcp", "TCP"],
  ["tls", "TLS"],
  ["start", t("Start")],
  ["identity", t("Identity")],
  ["version", t("Version")],
  ["authentication", t("Authentication")],
  ["models", t("Models")],
  ["token", t("Token")],
]);

/** A step's name is a word for programs; one that is not known here, e.g. `firstAnswer`, is shown as its words. */
const stepName = (name: string): string => {
  const known = stepNames.get(name);
  if (known !== undefined) return known;
  const words = name
    .replaceAll(/([a-z])([A-Z])/g, "$1 $2")
    .replaceAll(/[-_]/g, " ")
    .toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
};

function Step({ step }: { step: ProviderTestStep }) {
  return (
    <li className={step.ok ? "step" : "step step-failed"}>
      <span className={`codicon codicon-${step.ok ? "pass" : "error"}`} role="img" aria-label={step.ok ? t("Passed") : t("Failed")} />
      <div className="step-text">
        <p>
          <strong>{stepName(step.name)}</strong> {step.message}
        </p>
        {step.why !== undefined && <p>{step.why}</p>}
        {step.fix !== undefined && <p>{step.fix}</p>}
        {step.detail !== undefined && <Fold label={t("Original answer")} text={step.detail} />}
      </div>
      <span className="figures quiet">{formatSeconds(step.durationMs)}</span>
    </li>
  );
}

/** What a test found, step by step. */
export function TestReport({ name, test, onAsk, onClose }: { name: string; test: Test; onAsk: () => void; onClose: () => void }) {
  if (test.state === "failed") return <ErrorNote error={test.error} />;
  const summary =
    test.state === "running" ? t("Testing {0}", name) : test.result.ok ? t("{0} works", name) : t("{0} failed the test", name);
  return (
    <div className="report">
      <div className="report-head">
        <p role="status">
          {summary}
          {test.state === "ended" && test.result.version !== undefined && (
            <span className="quiet"> {t("Version {0}", test.result.version)}</span>
          )}
        </p>
        {test.state === "ended" && (
          <button
            type="button"
            className="icon-button"
            title={t("Close the report")}
            aria-label={t("Close the report of {0}", name)}
            onClick={onClose}
          >
            <span className="codicon codicon-close" aria-hidden="true" />
          </button>
        )}
      </div>
      {test.state === "ended" ? (
        <ol>
          {test.result.steps.map((step, index) => (
            <Step key={index} step={step} />
          ))}
        </ol>
      ) : (
        <span className="skeleton" />
      )}
      {test.state === "ended" && test.result.ok && (
        <div className="buttons">
          <button
            type="button"
            className="button secondary"
            title={t("Loads the model when it is not in memory. A vendor may charge for it.")}
            aria-label={t("Test {0} and ask a model", name)}
            onClick={onAsk}
          >
            {t("Ask a model for one token")}
          </button>
        </div>
      )}
    </div>
  );
}
