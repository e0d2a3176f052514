import { useId, useState, type KeyboardEvent } from "react";
import type { ModelInfo } from "../../../shared-protocol/generated/protocol.js";
import { isModelName, notModel, type Draft } from "./draft.js";
import { t } from "../shared/l10n.js";

interface Props {
  models: readonly ModelInfo[];
  chosen: readonly string[];
  typed: string;
  problem: string | undefined;
  onChange: (part: Partial<Pick<Draft, "models" | "typedModel">>) => void;
}

/** The models that are always asked in this way: typed or chosen from a list, each removable. */
export function ModelsField({ models, chosen, typed, problem, onChange }: Props) {
  const id = useId();
  const [refused, setRefused] = useState(false);
  const name = typed.trim();
  const said = problem ?? (refused ? notModel : undefined);
  const add = () => {
    setRefused(!isModelName(name, true));
    if (isModelName(name)) onChange({ models: [...new Set([...chosen, name])], typedModel: "" });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Enter") add();
    // The first Escape is for the list of the field or for what is typed; the form stays.
    else if (event.key === "Escape" && typed !== "") onChange({ typedModel: "" });
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div className="field">
      <label htmlFor={id}>{t("Models that are always asked like this")}</label>
      {chosen.length > 0 && (
        <ul className="model-chips" aria-label={t("Chosen models")}>
          {chosen.map((model) => (
            <li key={model}>
              <span className="chip-text" title={model}>
                {model}
              </span>
              <button
                type="button"
                className="icon-button"
                title={t("Remove {0}", model)}
                aria-label={t("Remove {0}", model)}
                onClick={() => onChange({ models: chosen.filter((each) => each !== model) })}
              >
                <span className="codicon codicon-close" aria-hidden="true" />
              </button>
            </li>
          ))}
        </ul>
      )}
      <div className="add-model">
        <input
          id={id}
          type="text"
          list={`${id}-models`}
          value={typed}
          placeholder={t("provider/model")}
          autoComplete="off"
          spellCheck={false}
          aria-invalid={said !== undefined}
          aria-describedby={`${id}-said`}
          onChange={(event) => onChange({ typedModel: event.target.value })}
          onKeyDown={onKeyDown}
        />
        <datalist id={`${id}-models`}>
          {models
            .filter(({ model }) => !chosen.includes(model))
            .map(({ model, displayName }) => (
              <option key={model} value={model}>
                {displayName}
              </option>
            ))}
        </datalist>
        <button type="button" className="button secondary" disabled={name === ""} onClick={add}>
          {t("Add model")}
        </button>
      </div>
      <p id={`${id}-said`} className={said === undefined ? "quiet" : "field-problem"}>
        {said ?? t("A model is in one preset at most. A preset for none is chosen by its name: chat --preset.")}
      </p>
    </div>
  );
}
