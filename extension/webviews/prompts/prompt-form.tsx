import { useId } from "react";
import type { ViewError } from "../../src/features/prompts/messages.js";
import { FormEnd } from "../shared/form-end.js";
import { Field, TextField } from "../shared/form-fields.js";
import { t } from "../shared/l10n.js";
import { useCheckedSubmit } from "../shared/use-checked-submit.js";
import { problems, type Draft } from "./draft.js";

interface Props {
  draft: Draft;
  saving: boolean;
  refused: ViewError | undefined;
  onChange: (draft: Draft) => void;
  onSave: () => void;
  onCancel: () => void;
}

export function PromptForm({ draft, saving, refused, onChange, onSave, onCancel }: Props) {
  const id = useId();
  const { wrong, onSubmit, onKeyDown } = useCheckedSubmit(problems(draft), onSave, onCancel);
  const change = (part: Partial<Draft>) => onChange({ ...draft, ...part });
  const title = draft.before === undefined ? t("Add a prompt") : t("Edit {0}", draft.before);
  return (
    <form className="card provider-form" aria-label={title} onSubmit={onSubmit} onKeyDown={onKeyDown} noValidate>
      <h2>{title}</h2>
      <div className="fields">
        <TextField
          label={t("Name")}
          hint={t("Typed after a slash in the chat.")}
          autoFocus
          value={draft.name}
          problem={wrong.name}
          onChange={(name) => change({ name })}
        />
        <TextField
          label={t("Title")}
          hint={t("What menus show. Empty: the name.")}
          value={draft.title}
          problem={wrong.title}
          onChange={(value) => change({ title: value })}
        />
        <Field
          label={t("Text")}
          hint={t("{{selection}} stands for the selected code, {{file}} for the file's name, {{input}} for what you add when you ask.")}
          problem={wrong.text}
        >
          {(ids) => <textarea {...ids} rows={6} dir="auto" value={draft.text} onChange={(event) => change({ text: event.target.value })} />}
        </Field>
        <div className="check-field">
          <input
            id={id}
            type="checkbox"
            checked={draft.isEditorAction}
            onChange={(event) => change({ isEditorAction: event.target.checked })}
          />
          <label htmlFor={id}>{t("Offer it on code, in the light bulb of the editor")}</label>
        </div>
      </div>
      <FormEnd label={draft.before === undefined ? t("Add prompt") : t("Save")} saving={saving} refused={refused} onCancel={onCancel} />
    </form>
  );
}
