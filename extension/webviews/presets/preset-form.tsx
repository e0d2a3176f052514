import type { ModelInfo } from "../../../shared-protocol/generated/protocol.js";
import type { ViewError } from "../../src/features/presets/messages.js";
import { FormEnd } from "../shared/form-end.js";
import { Field, SelectField, TextField } from "../shared/form-fields.js";
import { useCheckedSubmit } from "../shared/use-checked-submit.js";
import { numberFields, problems, thinkingLabels, thoughtless, type Draft } from "./draft.js";
import { ModelsField } from "./models-field.js";
import { joined, t } from "../shared/l10n.js";

interface Props {
  draft: Draft;
  saving: boolean;
  refused: ViewError | undefined;
  models: readonly ModelInfo[];
  onChange: (draft: Draft) => void;
  onSave: () => void;
  onCancel: () => void;
}

const levels = [
  { value: "", label: t("As the model does by itself") },
  ...(["off", "low", "medium", "high", "max"] as const).map((value) => ({ value, label: thinkingLabels[value] })),
] as const;

/** Everything that a preset can say. What is left empty is left to the server. */
export function PresetForm({ draft, saving, refused, models, onChange, onSave, onCancel }: Props) {
  const { wrong, onSubmit, onKeyDown } = useCheckedSubmit(problems(draft), onSave, onCancel);
  const change = (part: Partial<Draft>) => onChange({ ...draft, ...part });
  const cannotThink = thoughtless(draft, models);
  const title = draft.before === undefined ? t("Add a preset") : t("Edit {0}", draft.before);
  return (
    <form className="card provider-form" aria-label={title} onSubmit={onSubmit} onKeyDown={onKeyDown} noValidate>
      <h2>{title}</h2>
      <div className="fields">
        <TextField label={t("Name")} autoFocus value={draft.name} problem={wrong["name"]} onChange={(name) => change({ name })} />
        <Field label={t("System prompt")} hint={t("For chats that have none of their own.")} problem={wrong["systemPrompt"]}>
          {(ids) => (
            <textarea
              {...ids}
              rows={4}
              dir="auto"
              value={draft.systemPrompt}
              onChange={(event) => change({ systemPrompt: event.target.value })}
            />
          )}
        </Field>
        <ModelsField
          models={models}
          chosen={draft.models}
          typed={draft.typedModel}
          problem={wrong["typedModel"]}
          onChange={(part) => change(part)}
        />
        <SelectField
          label={t("Thinking")}
          value={draft.thinking}
          options={levels}
          hint={cannotThink.length > 0 ? t("Questions to {0} will be refused with it: no thinking there.", joined(cannotThink)) : undefined}
          onChange={(thinking) => change({ thinking })}
        />
        <div className="numbers">
          {numberFields.map(({ key, label, hint }) => (
            <TextField
              key={key}
              label={label}
              hint={hint}
              value={draft.numbers[key] ?? ""}
              problem={wrong[key]}
              onChange={(value) => change({ numbers: { ...draft.numbers, [key]: value } })}
            />
          ))}
        </div>
        <Field label={t("Stop texts")} hint={t("One a line. The answer ends before any of them.")}>
          {(ids) => (
            <textarea
              {...ids}
              className="code-field"
              rows={2}
              spellCheck={false}
              value={draft.stop}
              onChange={(event) => change({ stop: event.target.value })}
            />
          )}
        </Field>
        <Field label={t("JSON schema of the answer")} problem={wrong["jsonSchema"]}>
          {(ids) => (
            <textarea
              {...ids}
              className="code-field"
              rows={2}
              spellCheck={false}
              value={draft.jsonSchema}
              onChange={(event) => change({ jsonSchema: event.target.value })}
            />
          )}
        </Field>
      </div>
      <FormEnd label={draft.before === undefined ? t("Add preset") : t("Save")} saving={saving} refused={refused} onCancel={onCancel} />
    </form>
  );
}
