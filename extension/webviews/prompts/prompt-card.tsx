import { useRef, useState } from "react";
import type { Prompt } from "../../../shared-protocol/generated/protocol.js";

interface Props {
  prompt: Prompt;
  /** False while another form is open. */
  editable: boolean;
  onEdit: () => void;
  onRemove: () => void;
}

/** One prompt. Removing it asks once, in its place. */
export function PromptCard({ prompt: { name, title, text, isEditorAction }, editable, onEdit, onRemove }: Props) {
  const [asking, setAsking] = useState(false);
  const removeButton = useRef<HTMLButtonElement>(null);
  const keep = () => {
    setAsking(false);
    removeButton.current?.focus();
  };
  return (
    <article className="card" aria-label={title}>
      <div className="provider-head">
        <h2 dir="auto">{title}</h2>
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
      <p className="quiet">
        <span className="prompt-name">/{name}</span>
        {isEditorAction && " · offered on code"}
      </p>
      <p className="prompt-text" dir="auto">
        {text}
      </p>
      {asking && (
        <div className="confirm" role="group" aria-label={`Remove ${name}?`} onKeyDown={(event) => event.key === "Escape" && keep()}>
          <p>It cannot be brought back.</p>
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
