import { Field, SelectField, TextField } from "./form-fields.js";
import { numberFields, thinkingLabels, type GenerationDraft, type NumberKey } from "./generation-draft.js";
import { t } from "./l10n.js";

/** What applies where a field is empty, and who says so. */
export interface Inherited {
  value: string;
  from: string;
}

export type InheritedKey = NumberKey | "thinking" | "stop" | "jsonSchema";

interface Props {
  draft: GenerationDraft;
  wrong: Partial<Record<string, string>>;
  onChange: (part: Partial<GenerationDraft>) => void;
  /** Absent: empty fields are left to the server, and none of them is reset by itself. */
  inherited?: ((key: InheritedKey) => Inherited | undefined) | undefined;
}

const levels = [
  { value: "", label: t("As the model does by itself") },
  ...(["off", "low", "medium", "high", "max"] as const).map((value) => ({ value, label: thinkingLabels[value] })),
] as const;

/** What is said below a field, and how it is emptied again. */
function around({ inherited }: Props, key: InheritedKey, isSet: boolean, hint: string | undefined, onReset: () => void) {
  const other = inherited?.(key);
  return {
    hint: other === undefined ? hint : t("{0}: {1}", other.from, other.value),
    onReset: inherited !== undefined && isSet ? onReset : undefined,
    placeholder: other?.value ?? "",
  };
}

/** @param keys which of them, in their order; absent: all */
export function NumberFields({ keys, ...props }: Props & { keys?: readonly NumberKey[] }) {
  const { draft, wrong, onChange } = props;
  const shown = keys === undefined ? numberFields : keys.flatMap((key) => numberFields.filter((field) => field.key === key));
  const change = (key: NumberKey, value: string) => onChange({ numbers: { ...draft.numbers, [key]: value } });
  return (
    <div className="numbers">
      {shown.map(({ key, label, hint }) => (
        <TextField
          key={key}
          label={label}
          value={draft.numbers[key] ?? ""}
          problem={wrong[key]}
          {...around(props, key, (draft.numbers[key] ?? "") !== "", hint, () => change(key, ""))}
          onChange={(value) => change(key, value)}
        />
      ))}
    </div>
  );
}

export function ThinkingField({ warning, ...props }: Props & { warning: string | undefined }) {
  const { hint, onReset } = around(props, "thinking", props.draft.thinking !== "", undefined, () => props.onChange({ thinking: "" }));
  return (
    <SelectField
      label={t("Thinking")}
      value={props.draft.thinking}
      options={levels}
      hint={warning ?? hint}
      onReset={onReset}
      onChange={(thinking) => props.onChange({ thinking })}
    />
  );
}

export function StopField(props: Props) {
  return <CodeField {...props} name="stop" label={t("Stop texts")} hint={t("One a line. The answer ends before any of them.")} />;
}

export function SchemaField(props: Props) {
  return <CodeField {...props} name="jsonSchema" label={t("JSON schema of the answer")} />;
}

function CodeField({ name, label, hint, ...props }: Props & { name: "stop" | "jsonSchema"; label: string; hint?: string }) {
  const value = props.draft[name];
  const change = (to: string) => props.onChange({ [name]: to });
  return (
    <Field label={label} problem={props.wrong[name]} {...around(props, name, value !== "", hint, () => change(""))}>
      {(ids) => (
        <textarea
          {...ids}
          className="code-field"
          rows={2}
          spellCheck={false}
          value={value}
          onChange={(event) => change(event.target.value)}
        />
      )}
    </Field>
  );
}
