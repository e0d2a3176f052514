import type { ModelInfo, ModelUse } from "../../../shared-protocol/generated/protocol.js";
import type { DefaultModels as Defaults } from "../../src/features/providers/messages.js";
import { Field } from "../shared/form-fields.js";
import { canAnswer, canEmbed } from "./state.js";
import { t } from "../shared/l10n.js";

interface Props {
  models: readonly ModelInfo[];
  defaults: Defaults;
  /** Undefined: the choice is taken back. */
  onChoose: (use: ModelUse, model: string | undefined) => void;
}

/** The models that are taken when none is named: for chats, quick edits and vectors of texts. */
export function DefaultModels({ models, defaults, onChoose }: Props) {
  const chatting = models.filter(canAnswer);
  const embedding = models.filter(canEmbed);
  const none = t("No provider has a model that can answer yet.");
  return (
    <section aria-label={t("Default models")} className="default-models">
      <Picker
        label={t("Default for chats")}
        usable={chatting}
        chosen={defaults.chat}
        none={none}
        onChoose={(model) => onChoose("chat", model)}
      />
      <Picker
        label={t("Default for quick edits")}
        usable={chatting}
        chosen={defaults.edits}
        none={none}
        without={t("Same as for chats")}
        onChoose={(model) => onChoose("edits", model)}
      />
      <Picker
        label={t("Default for embeddings")}
        usable={embedding}
        chosen={defaults.embeddings}
        none={t("No provider has a model that is known to make vectors of texts.")}
        onChoose={(model) => onChoose("embeddings", model)}
      />
    </section>
  );
}

interface PickerProps {
  label: string;
  usable: readonly ModelInfo[];
  chosen: string | undefined;
  /** What is said when there is no model to choose. */
  none: string;
  /** What no choice means; absent: a choice cannot be taken back here. */
  without?: string;
  onChoose: (model: string | undefined) => void;
}

function Picker({ label, usable, chosen, none, without, onChoose }: PickerProps) {
  const known = usable.some(({ model }) => model === chosen);
  const missing = chosen !== undefined && !known;
  const hint = usable.length === 0 ? none : missing ? t("No provider has the chosen model now.") : undefined;
  return (
    <Field label={label} hint={hint}>
      {(ids) => (
        <select
          {...ids}
          value={chosen ?? ""}
          disabled={usable.length === 0 && (without === undefined || !missing)}
          onChange={(event) => onChoose(event.target.value === "" ? undefined : event.target.value)}
        >
          {without !== undefined && <option value="">{without}</option>}
          {missing && (
            <option value={chosen} disabled>
              {chosen}
            </option>
          )}
          {chosen === undefined && without === undefined && (
            <option value="" disabled>
              {t("Choose a model")}
            </option>
          )}
          {[...new Set(usable.map(({ provider }) => provider))].map((provider) => (
            <optgroup key={provider} label={provider}>
              {usable
                .filter((model) => model.provider === provider)
                .map(({ model, displayName, leavesThisMachine, unavailableBecause }) => (
                  <option key={model} value={model} disabled={unavailableBecause !== undefined}>
                    {displayName} ({leavesThisMachine ? t("leaves this machine") : t("local")})
                  </option>
                ))}
            </optgroup>
          ))}
        </select>
      )}
    </Field>
  );
}
