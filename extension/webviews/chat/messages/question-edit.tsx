import { useRef, useState, type KeyboardEvent } from "react";
import { useAutoHeight } from "../shell/use-auto-height.js";
import { t } from "../../shared/l10n.js";

interface Props {
  text: string;
  ready: boolean;
  onSend: (text: string) => void;
  onCancel: () => void;
}

/** Changes a question in its place. Enter sends it as a new one beside the old, Escape leaves it. */
export function QuestionEdit({ text, ready, onSend, onCancel }: Props) {
  const [draft, setDraft] = useState(text);
  const input = useRef<HTMLTextAreaElement>(null);
  useAutoHeight(input, draft);
  const canSend = ready && draft.trim() !== "";
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Escape") onCancel();
    else if (event.key === "Enter" && !event.shiftKey && !event.nativeEvent.isComposing && canSend) onSend(draft.trim());
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div className="question-edit">
      <textarea
        ref={input}
        autoFocus
        rows={1}
        dir="auto"
        value={draft}
        aria-label={t("Change the question. Enter sends, Escape leaves it as it was")}
        onFocus={(event) => event.target.setSelectionRange(text.length, text.length)}
        onChange={(event) => setDraft(event.target.value)}
        onKeyDown={onKeyDown}
      />
      <div className="buttons">
        <button type="button" className="button" disabled={!canSend} onClick={() => onSend(draft.trim())}>
          {t("Send")}
        </button>
        <button type="button" className="button secondary" onClick={onCancel}>
          {t("Cancel")}
        </button>
      </div>
      <p className="quiet">{t("The old question and what followed it stay: ‹ › leads back.")}</p>
    </div>
  );
}
