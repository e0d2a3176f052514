import { useRef, useState } from "react";
import type { Preset } from "../../../shared-protocol/generated/protocol.js";
import { summary } from "./draft.js";

interface Props {
  preset: Preset;
  /** False while another form is open. */
  editable: boolean;
  onEdit: () => void;
  onRemove: () => void;
}

/** One preset: what it sets, and for which models. Removing it asks once, in its place. */
export function PresetCard({ preset, editable, onEdit, onRemove }: Props) {
  const [asking, setAsking] = useState(false);
  const removeButton = useRef<HTMLButtonElement>(null);
  const keep = () => {
    setAsking(false);
    removeButton.current?.focus();
  };
  const { name, models, systemPrompt } = preset;
  const set = summary(preset);
  return (
    <article className="card" aria-label={name}>
      <div className="provider-head">
        <h2>{name}</h2>
        <div className="buttons">
          <button type="button" className="button secondary" aria-label={`Edit ${name}`} disabled={!editable} onClick={onEdit}>
            Edit
          </button>
          <button
            type="button"
            className="button secondary"
            ref={removeButton}
            aria-label={`Remove ${name}`}
            aria-expanded={asking}
            onClick={() => setAsking(!asking)}
          >
            Remove
          </button>
        </div>
      </div>
      {systemPrompt !== undefined && (
        <p className="preset-system" dir="auto">
          {systemPrompt}
        </p>
      )}
      {set !== "" && <p className="quiet">{set}</p>}
      <p className="quiet">{models.length === 0 ? "For no model by itself." : `For ${models.join(", ")}.`}</p>
      {asking && (
        <div className="confirm" role="group" aria-label={`Remove ${name}?`} onKeyDown={(event) => event.key === "Escape" && keep()}>
          <p>
            {models.length === 0 ? "It cannot be brought back." : "Its models are asked with nothing set again. It cannot be brought back."}
          </p>
          <div className="buttons">
            <button type="button" className="button" onClick={onRemove}>
              Remove {name}
            </button>
            <button type="button" className="button secondary" autoFocus onClick={keep}>
              Keep it
            </button>
          </div>
        </div>
      )}
    </article>
  );
}
