import type { ReactNode } from "react";
import { Field } from "../shared/form-fields.js";
import { t } from "../shared/l10n.js";

interface Props {
  label: string;
  value: string;
  hint?: ReactNode;
  onChange: (path: string) => void;
  /** Lets the user choose one in a dialog of the editor. */
  onPick: () => void;
}

/** The path of a file: typed, or chosen. */
export function FileField({ label, value, hint, onChange, onPick }: Props) {
  return (
    <Field label={label} hint={hint}>
      {(ids) => (
        <div className="pair">
          <input
            {...ids}
            type="text"
            value={value}
            autoComplete="off"
            spellCheck={false}
            onChange={(event) => onChange(event.target.value)}
          />
          <button type="button" className="button secondary" aria-label={t("Choose the file: {0}", label)} onClick={onPick}>
            {t("Choose…")}
          </button>
        </div>
      )}
    </Field>
  );
}
