import { useId, type ReactNode } from "react";
import { t } from "./l10n.js";

interface FieldProps {
  label: string;
  hint?: ReactNode;
  problem?: string | undefined;
  /** Empties the field; absent: there is nothing to empty. */
  onReset?: (() => void) | undefined;
  /** Is given what ties the input to its label and to what is said below it. */
  children: (ids: { id: string; "aria-describedby": string | undefined; "aria-invalid": boolean }) => ReactNode;
}

export function Field({ label, hint, problem, onReset, children }: FieldProps) {
  const id = useId();
  const said = problem ?? hint;
  return (
    <div className="field">
      <div className="field-head">
        <label htmlFor={id}>{label}</label>
        {onReset && (
          <button type="button" className="icon-button" title={t("Reset {0}", label)} aria-label={t("Reset {0}", label)} onClick={onReset}>
            <span className="codicon codicon-discard" aria-hidden="true" />
          </button>
        )}
      </div>
      {children({ id, "aria-describedby": said === undefined ? undefined : `${id}-said`, "aria-invalid": problem !== undefined })}
      {said !== undefined && (
        <p id={`${id}-said`} className={problem === undefined ? "quiet" : "field-problem"}>
          {said}
        </p>
      )}
    </div>
  );
}

interface TextFieldProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  hint?: ReactNode;
  problem?: string | undefined;
  placeholder?: string;
  type?: "text" | "password";
  autoFocus?: boolean;
  onReset?: (() => void) | undefined;
}

export function TextField({ label, value, onChange, hint, problem, placeholder, type = "text", autoFocus, onReset }: TextFieldProps) {
  return (
    <Field label={label} hint={hint} problem={problem} onReset={onReset}>
      {(ids) => (
        <input
          {...ids}
          type={type}
          dir="auto"
          value={value}
          placeholder={placeholder}
          autoComplete="off"
          spellCheck={false}
          autoFocus={autoFocus}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}

interface SelectFieldProps<T extends string> {
  label: string;
  value: T;
  options: readonly { value: T; label: string }[];
  onChange: (value: T) => void;
  hint?: ReactNode;
  problem?: string | undefined;
  autoFocus?: boolean;
  onReset?: (() => void) | undefined;
}

export function SelectField<T extends string>(props: SelectFieldProps<T>) {
  const { label, value, options, onChange, hint, problem, autoFocus, onReset } = props;
  return (
    <Field label={label} hint={hint} problem={problem} onReset={onReset}>
      {(ids) => (
        <select
          {...ids}
          value={value}
          autoFocus={autoFocus}
          onChange={(event) => {
            const chosen = options.find((option) => option.value === event.target.value);
            if (chosen) onChange(chosen.value);
          }}
        >
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
