import { useState } from "react";
import type { Preset } from "../../../shared-protocol/generated/protocol.js";
import { summary } from "./draft.js";

interface Props {
  preset: Preset;
  onEdit: () => void;
  onRemove: () => void;
}

/** One preset: what it sets, and for which models. Removing it asks once, in its place. */
export function PresetCard({ preset, onEdit, onRemove }: Props) {
  const [asking, setAsking] = useState(false);
  const { name, models, systemPrompt } = preset;
  const set = summary(preset);
  return (
    <article className="card" aria-label={name}>
      <div className="provider-head">
        <h2>{name}</h2>
        <div className="buttons">
          <button type="button" className="button secondary" aria-label={`Edit ${name}`} onClick={onEdit}>
            Edit
          </button>
          <button
            type="button"
            className="button secondary"
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
        <div className="confirm">
          <p>
            {models.length === 0 ? "It cannot be brought back." : "Its models are asked with nothing set again. It cannot be brought back."}
          </p>
          <div className="buttons">
            <button type="button" className="button" autoFocus onClick={onRemove}>
              Remove {name}
            </button>
            <button type="button" className="button secondary" onClick={() => setAsking(false)}>
              Keep it
            </button>
          </div>
        </div>
      )}
    </article>
  );
}
