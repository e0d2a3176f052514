import { useRef } from "react";
import type { Prompt } from "../../../../shared-protocol/generated/protocol.js";
import { Field } from "../../shared/form-fields.js";
import { t } from "../../shared/l10n.js";
import { promptText } from "../composer/trigger.js";
import { Menu } from "../shell/menu.js";
import { useAutoHeight } from "../shell/use-auto-height.js";

interface Props {
  value: string;
  problem: string | undefined;
  /** What holds where it is empty. */
  inherited: string | undefined;
  prompts: readonly Prompt[];
  onChange: (value: string) => void;
}

/** The system prompt of a chat; it grows with its text. A prompt of the library goes to its end. */
export function SystemPromptField({ value, problem, inherited, prompts, onChange }: Props) {
  const field = useRef<HTMLTextAreaElement>(null);
  useAutoHeight(field, value);
  const take = ({ text }: Prompt) => {
    onChange([value.trimEnd(), promptText(text).text].filter(Boolean).join("\n\n"));
    field.current?.focus();
  };
  return (
    <div className="system-prompt">
      <Field
        label={t("System prompt")}
        hint={value === "" && inherited !== undefined ? inherited : t("What the model is told before the first question.")}
        problem={problem}
        onReset={value === "" ? undefined : () => onChange("")}
      >
        {(ids) => (
          <textarea {...ids} ref={field} rows={2} dir="auto" autoFocus value={value} onChange={(event) => onChange(event.target.value)} />
        )}
      </Field>
      {prompts.length > 0 && (
        <Menu
          label={t("Add from the prompt library")}
          icon="book"
          items={prompts.map((prompt) => ({ icon: "note", label: prompt.title || prompt.name, onChoose: () => take(prompt) }))}
        />
      )}
    </div>
  );
}
