import { useId, useState } from "react";
import type { ModelInfo } from "../../../shared-protocol/generated/protocol.js";

interface Props {
  models: readonly ModelInfo[];
  chosen: readonly string[];
  onChange: (chosen: readonly string[]) => void;
}

/** The models that are always asked in this way: typed or chosen from a list, each removable. */
export function ModelsField({ models, chosen, onChange }: Props) {
  const id = useId();
  const [typed, setTyped] = useState("");
  const known = models.some(({ model }) => model === typed);
  const add = () => {
    if (known && !chosen.includes(typed)) onChange([...chosen, typed]);
    setTyped("");
  };
  return (
    <div className="field">
      <label htmlFor={id}>Models that are always asked like this</label>
      {chosen.length > 0 && (
        <ul className="model-chips" aria-label="Chosen models">
          {chosen.map((model) => (
            <li key={model}>
              <span className="chip-text" title={model}>
                {model}
              </span>
              <button
                type="button"
                className="icon-button"
                title={`Remove ${model}`}
                aria-label={`Remove ${model}`}
                onClick={() => onChange(chosen.filter((each) => each !== model))}
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
          placeholder="provider/model"
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => setTyped(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== "Enter") return;
            event.preventDefault();
            add();
          }}
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
        <button type="button" className="button secondary" disabled={!known} onClick={add}>
          Add model
        </button>
      </div>
      <p className="quiet">A model is in one preset at most. Without any, choose the preset with each question of the command line.</p>
    </div>
  );
}
