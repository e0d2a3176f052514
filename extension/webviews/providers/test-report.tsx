import type { ProviderTestStep } from "../../../shared-protocol/generated/protocol.js";
import { formatSeconds } from "../chat/shell/format.js";
import { ErrorNote, Fold } from "../shared/error-note.js";
import type { Test } from "./state.js";

/** A step's name is a word for programs, e.g. `firstAnswer`; two are abbreviations. */
const stepName = (name: string): string => {
  if (name === "tcp" || name === "tls") return name.toUpperCase();
  const words = name
    .replaceAll(/([a-z])([A-Z])/g, "$1 $2")
    .replaceAll(/[-_]/g, " ")
    .toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
};

function Step({ step }: { step: ProviderTestStep }) {
  return (
    <li className={step.ok ? "step" : "step step-failed"}>
      <span className={`codicon codicon-${step.ok ? "pass" : "error"}`} role="img" aria-label={step.ok ? "Passed" : "Failed"} />
      <div className="step-text">
        <p>
          <strong>{stepName(step.name)}</strong> {step.message}
        </p>
        {step.why !== undefined && <p>{step.why}</p>}
        {step.fix !== undefined && <p>{step.fix}</p>}
        {step.detail !== undefined && <Fold label="Original answer" text={step.detail} />}
      </div>
      <span className="figures quiet">{formatSeconds(step.durationMs)}</span>
    </li>
  );
}

/** What a test found, step by step. */
export function TestReport({ name, test, onAsk, onClose }: { name: string; test: Test; onAsk: () => void; onClose: () => void }) {
  if (test.state === "failed") return <ErrorNote error={test.error} />;
  const summary = test.state === "running" ? `Testing ${name}` : test.result.ok ? `${name} works` : `${name} failed the test`;
  return (
    <div className="report">
      <div className="report-head">
        <p role="status">
          {summary}
          {test.state === "ended" && test.result.version !== undefined && <span className="quiet"> Version {test.result.version}</span>}
        </p>
        {test.state === "ended" && (
          <button
            type="button"
            className="icon-button"
            title="Close the report"
            aria-label={`Close the report of ${name}`}
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
            title="Loads the model when it is not in memory. A vendor may charge for it."
            aria-label={`Test ${name} and ask a model`}
            onClick={onAsk}
          >
            Ask a model for one token
          </button>
        </div>
      )}
    </div>
  );
}
