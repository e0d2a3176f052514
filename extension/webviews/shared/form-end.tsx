import type { ReactNode } from "react";
import { ErrorNote, type ViewError } from "./error-note.js";
import { t } from "./l10n.js";

interface Props {
  /** What the button that saves says. */
  label: string;
  saving: boolean;
  refused: ViewError | undefined;
  onCancel: () => void;
  /** Further buttons. */
  children?: ReactNode;
}

/** The end of a form: why it was refused, and the ways out. */
export function FormEnd({ label, saving, refused, onCancel, children }: Props) {
  return (
    <>
      {refused && <ErrorNote error={refused} />}
      <div className="buttons">
        <button type="submit" className="button" disabled={saving}>
          {label}
        </button>
        <button type="button" className="button secondary" onClick={onCancel}>
          {t("Cancel")}
        </button>
        {children}
      </div>
    </>
  );
}
