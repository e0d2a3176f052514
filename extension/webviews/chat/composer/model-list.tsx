import { useEffect, useMemo, useRef, useState, type KeyboardEvent } from "react";
import type { ModelInfo } from "../../../../shared-protocol/generated/protocol.js";
import { formatBytes } from "../shell/format.js";
import { IconButton } from "../shell/icon-button.js";
import { Where } from "../shell/where.js";
import { canChat } from "../../shared/models.js";
import { useActions, useView } from "../state/context.js";
import { ModelProblems } from "./model-problems.js";
import { t } from "../../shared/l10n.js";

const states = { downloadable: t("Download"), available: t("Ready"), loaded: t("In memory") };

const details = (model: ModelInfo): string =>
  [model.parameterSize, model.quantization, model.sizeBytes === undefined ? undefined : formatBytes(model.sizeBytes), states[model.state]]
    .filter((word) => word !== undefined)
    .join(" · ");

interface Props {
  onDone: () => void;
  /** Is told the model instead of making it the chosen one. */
  onChoose?: ((model: string) => void) | undefined;
  /** Leads to the choice of a further model. */
  onCompare?: (() => void) | undefined;
}

/** All models by provider. Arrows move, Enter takes, Escape closes, letters filter. */
export function ModelList({ onDone, onChoose, onCompare }: Props) {
  const models = useView((state) => state.models);
  const chosen = useView((state) => state.model);
  const pulls = useView((state) => state.pulls);
  const actions = useActions();
  const [filter, setFilter] = useState("");
  const list = useRef<HTMLDivElement>(null);
  const shown = useMemo(() => {
    const words = filter.toLowerCase();
    const matching = (models ?? []).filter(
      (model) => canChat(model) && `${model.model} ${model.displayName}`.toLowerCase().includes(words),
    );
    // Grouped in the order in which the providers come.
    const providers = [...new Set(matching.map(({ provider }) => provider))];
    return providers.flatMap((provider) => matching.filter((model) => model.provider === provider));
  }, [models, filter]);
  const [active, setActive] = useState(() =>
    Math.max(
      0,
      shown.findIndex(({ model }) => model === chosen),
    ),
  );
  const activeModel = shown[Math.min(active, shown.length - 1)];
  useEffect(() => {
    list.current?.querySelector(".active")?.scrollIntoView({ block: "nearest" });
  }, [active]);

  const take = (model: ModelInfo | undefined) => {
    if (!model || model.unavailableBecause !== undefined) return;
    if (model.state === "downloadable") {
      if (!pulls[model.model]) actions.pull(model.model);
    } else if (onChoose) onChoose(model.model);
    else actions.setModel(model.model);
    onDone();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) setActive((Math.min(active, shown.length - 1) + step + shown.length) % Math.max(1, shown.length));
    else if (event.key === "Enter") take(activeModel);
    else if (event.key === "Escape") onDone();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div className="model-list" onKeyDown={onKeyDown}>
      <div className="model-filter">
        <input
          autoFocus
          type="text"
          role="combobox"
          aria-expanded="true"
          aria-controls="model-options"
          aria-activedescendant={activeModel && `model-${activeModel.model}`}
          placeholder={t("Filter models")}
          aria-label={t("Filter models")}
          value={filter}
          onChange={(event) => {
            setFilter(event.target.value);
            setActive(0);
          }}
        />
        <IconButton icon="refresh" label={t("Look for models again")} onClick={() => actions.host.post({ type: "refreshModels" })} />
      </div>
      <div id="model-options" role="listbox" aria-label={t("Models")} className="model-options" ref={list}>
        {shown.map((model, index) => (
          <div key={model.model} role="presentation">
            {model.provider !== shown[index - 1]?.provider && <div className="group-heading">{model.provider}</div>}
            <div
              id={`model-${model.model}`}
              role="option"
              aria-selected={model.model === chosen}
              aria-disabled={model.unavailableBecause !== undefined}
              className={`model-option${model === activeModel ? " active" : ""}${model.unavailableBecause === undefined ? "" : " unavailable"}`}
              title={model.unavailableBecause ?? model.description ?? model.model}
              onMouseDown={(event) => event.preventDefault()}
              onMouseMove={() => setActive(index)}
              onClick={() => take(model)}
            >
              <span
                className={`codicon codicon-${model.model === chosen ? "check" : model.state === "downloadable" ? "cloud-download" : "blank"}`}
                aria-hidden="true"
              />
              <span className="model-names">
                <span className="model-label">{model.displayName}</span>
                <span className="secondary-text">{model.unavailableBecause ?? details(model)}</span>
              </span>
              <Where leaves={model.leavesThisMachine} />
            </div>
          </div>
        ))}
        {shown.length === 0 && <p className="quiet">{filter ? t("No model has this in its name.") : t("No models yet.")}</p>}
      </div>
      <ModelProblems />
      <div className="model-footer">
        {onCompare && (
          <button
            type="button"
            className="quiet-button"
            onKeyDown={(event) => event.key === "Enter" && event.stopPropagation()}
            onClick={onCompare}
          >
            <span className="codicon codicon-split-horizontal" aria-hidden="true" /> {t("Compare with another model")}
          </button>
        )}
        <button
          type="button"
          className="quiet-button"
          onKeyDown={(event) => event.key === "Enter" && event.stopPropagation()}
          onClick={() => actions.host.post({ type: "manageProviders" })}
        >
          <span className="codicon codicon-server" aria-hidden="true" /> {t("Manage providers")}
        </button>
      </div>
    </div>
  );
}
