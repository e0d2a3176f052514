import { useEffect, useRef, useState } from "react";
import type { ModelInfo, ProviderInfo, ProviderProblem } from "../../../shared-protocol/generated/protocol.js";
import type { Test } from "./state.js";
import { ProviderModels, type Moving } from "./provider-models.js";
import { TestReport } from "./test-report.js";
import { plural, t } from "../shared/l10n.js";

export function Where({ leaves }: { leaves: boolean }) {
  return (
    <span className={leaves ? "where where-cloud" : "where where-local"}>
      <span className={`codicon codicon-${leaves ? "cloud" : "home"}`} aria-hidden="true" />
      {leaves ? t("leaves this machine") : t("local")}
    </span>
  );
}

const keyOf = ({ hasApiKey, apiKeyVariable }: ProviderInfo): string | undefined =>
  apiKeyVariable === undefined ? (hasApiKey ? t("key stored, encrypted") : undefined) : t("key from {0}", apiKeyVariable);

interface Props {
  provider: ProviderInfo;
  kindName: string;
  /** Undefined until they have been told. */
  models: readonly ModelInfo[] | undefined;
  problem: ProviderProblem | undefined;
  test: Test | undefined;
  moving: Moving;
  /** It was saved just now: it is given the keyboard. */
  isNew: boolean;
  onTest: () => void;
  /** Tests it and asks a model, also one that has to be loaded or is elsewhere. */
  onAsk: () => void;
  onCloseTest: () => void;
  /** Undefined where it cannot go further up, or down. */
  onMove: { up: (() => void) | undefined; down: (() => void) | undefined };
  onTurn: (enabled: boolean) => void;
  onEdit: () => void;
  onRemove: () => void;
}

export function ProviderCard({
  provider,
  kindName,
  models,
  problem,
  test,
  moving,
  isNew,
  onTest,
  onAsk,
  onCloseTest,
  onMove,
  onTurn,
  onEdit,
  onRemove,
}: Props) {
  const { name, builtIn, enabled } = provider;
  const [removing, setRemoving] = useState(false);
  const card = useRef<HTMLElement>(null);
  const removeButton = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (isNew) card.current?.querySelector("button")?.focus();
  }, [isNew]);
  const keep = () => {
    setRemoving(false);
    requestAnimationFrame(() => removeButton.current?.focus());
  };
  const facts = [kindName, provider.baseUrl ?? undefined, keyOf(provider)].filter((fact) => fact !== undefined);
  return (
    <section className="card provider" aria-label={name} ref={card}>
      <div className="provider-head">
        <h3>{name}</h3>
        <Where leaves={provider.leavesThisMachine} />
      </div>
      <p className="quiet">{facts.join(" · ")}</p>
      {enabled ? (
        <>
          <Models models={models} problem={problem} />
          {models && <ProviderModels name={name} models={models} {...moving} />}
        </>
      ) : (
        <p>{t("It is off: nobody asks it, and its models are not listed.")}</p>
      )}
      {removing ? (
        <div className="confirm" role="group" aria-label={t("Remove {0}?", name)} onKeyDown={(event) => event.key === "Escape" && keep()}>
          <p>
            {provider.hasApiKey && provider.apiKeyVariable === undefined
              ? t("Remove {0} and its key? Chats that used it stay.", name)
              : t("Remove {0}? Chats that used it stay.", name)}
          </p>
          <div className="buttons">
            <button type="button" className="button" onClick={onRemove}>
              {t("Remove {0}", name)}
            </button>
            <button type="button" className="button secondary" autoFocus onClick={keep}>
              {t("Keep")}
            </button>
          </div>
        </div>
      ) : (
        <div className="buttons">
          <button
            type="button"
            className="button secondary"
            aria-label={t("Test {0}", name)}
            onClick={onTest}
            disabled={test?.state === "running"}
          >
            {t("Test")}
          </button>
          {!builtIn && (
            <>
              <button type="button" className="button secondary" aria-label={t("Edit {0}", name)} onClick={onEdit}>
                {t("Edit")}
              </button>
              <button
                type="button"
                className="button secondary"
                ref={removeButton}
                aria-label={t("Remove {0}", name)}
                onClick={() => setRemoving(true)}
              >
                {t("Remove")}
              </button>
              <button
                type="button"
                className="button secondary"
                aria-label={enabled ? t("Turn {0} off", name) : t("Turn {0} on", name)}
                onClick={() => onTurn(!enabled)}
              >
                {enabled ? t("Turn off") : t("Turn on")}
              </button>
              <span className="moves">
                <MoveButton name={name} to="up" onMove={onMove.up} />
                <MoveButton name={name} to="down" onMove={onMove.down} />
              </span>
            </>
          )}
        </div>
      )}
      {test && <TestReport name={name} test={test} onAsk={onAsk} onClose={onCloseTest} />}
    </section>
  );
}

/** Stays focusable at the end of the list, so that a press too many does not lose the keyboard. */
function MoveButton({ name, to, onMove }: { name: string; to: "up" | "down"; onMove: (() => void) | undefined }) {
  const label = to === "up" ? t("Move {0} up", name) : t("Move {0} down", name);
  return (
    <button type="button" className="icon-button" title={label} aria-label={label} aria-disabled={onMove === undefined} onClick={onMove}>
      <span className={`codicon codicon-arrow-${to}`} aria-hidden="true" />
    </button>
  );
}

function Models({ models, problem }: { models: readonly ModelInfo[] | undefined; problem: ProviderProblem | undefined }) {
  if (problem)
    return (
      <p className="model-problem">
        <span className="codicon codicon-warning" aria-hidden="true" />
        <span>
          {t("No models: {0}", problem.message)} {problem.error.fix}
        </span>
      </p>
    );
  if (!models) return <span className="skeleton" style={{ width: 160 }} />;
  const names = models
    .slice(0, 3)
    .map(({ displayName, state }) => (state === "downloadable" ? t("{0} (not downloaded yet)", displayName) : displayName));
  const because = models.find(({ unavailableBecause }) => unavailableBecause !== undefined)?.unavailableBecause;
  return (
    <>
      <p>
        {models.length === 0
          ? t("It has no models.")
          : plural(t("{0} model: {1}|{0} models: {1}"), models.length, `${names.join(", ")}${models.length > 3 ? " …" : ""}`)}
      </p>
      {because !== undefined && <p className="quiet">{because}</p>}
    </>
  );
}
