import type { ModelInfo } from "../../../shared-protocol/generated/protocol.js";
import type { ViewError } from "../../src/features/presets/messages.js";
import { FormEnd } from "../shared/form-end.js";
import { Field, TextField } from "../shared/form-fields.js";
import { NumberFields, SchemaField, StopField, ThinkingField } from "../shared/generation-fields.js";
import { useCheckedSubmit } from "../shared/use-checked-submit.js";
import { problems, thoughtless, type Draft } from "./draft.js";
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

/** Everything that a preset can say. What is left empty is left to the server. */
export function PresetForm({ draft, saving, refused, models, onChange, onSave, onCancel }: Props) {
  const { wrong, onSubmit, onKeyDown } = useCheckedSubmit(problems(draft), onSave, onCancel);
  const change = (part: Partial<Draft>) => onChange({ ...draft, ...part });
  const generation = { draft, wrong, onChange: change };
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
        <ThinkingField
          {...generation}
          warning={
            cannotThink.length > 0 ? t("Questions to {0} will be refused with it: no thinking there.", joined(cannotThink)) : undefined
          }
        />
        <NumberFields {...generation} />
        <StopField {...generation} />
        <SchemaField {...generation} />
      </div>
      <FormEnd label={draft.before === undefined ? t("Add preset") : t("Save")} saving={saving} refused={refused} onCancel={onCancel} />
    </form>
  );
}
