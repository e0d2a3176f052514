import type { ModelInfo } from "../../../shared-protocol/generated/protocol.js";
import { Field } from "../shared/form-fields.js";
import { canAnswer } from "./state.js";

interface Props {
  models: readonly ModelInfo[];
  chosen: string | undefined;
  onChoose: (model: string) => void;
}

/** The model for chats that name none. */
export function DefaultModel({ models, chosen, onChoose }: Props) {
  const usable = models.filter(canAnswer);
  const known = usable.some(({ model }) => model === chosen);
  const hint =
    usable.length === 0
      ? "No provider has a model that can answer yet."
      : known || chosen === undefined
        ? undefined
        : "No provider has the chosen model now.";
  return (
    <Field label="Default model" hint={hint}>
      {(ids) => (
        <select {...ids} value={chosen ?? ""} disabled={usable.length === 0} onChange={(event) => onChoose(event.target.value)}>
          {!known && (
            <option value={chosen ?? ""} disabled>
              {chosen ?? "Choose a model"}
            </option>
          )}
          {[...new Set(usable.map(({ provider }) => provider))].map((provider) => (
            <optgroup key={provider} label={provider}>
              {usable
                .filter((model) => model.provider === provider)
                .map(({ model, displayName, leavesThisMachine, unavailableBecause }) => (
                  <option key={model} value={model} disabled={unavailableBecause !== undefined}>
                    {displayName} ({leavesThisMachine ? "leaves this machine" : "local"})
                  </option>
                ))}
            </optgroup>
          ))}
        </select>
      )}
    </Field>
  );
}
