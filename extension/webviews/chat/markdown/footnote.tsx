import type { ReactNode } from "react";
import { t } from "../../shared/l10n.js";

const nameOf = (label: string): string => label.toLowerCase();

/** Leads from a mark to its note, or back, within the same answer. */
function goTo(from: Element, selector: string, label: string): void {
  const found = [...(from.closest(".markdown")?.querySelectorAll<HTMLElement>(selector) ?? [])];
  const target = found.find(({ dataset }) => dataset["label"] === nameOf(label));
  target?.scrollIntoView({ block: "nearest" });
  target?.focus();
}

/** The mark of a footnote in the text. */
export function FootnoteMark({ label }: { label: string }) {
  return (
    <sup>
      <button
        type="button"
        className="footnote-mark"
        data-label={nameOf(label)}
        aria-label={t("Footnote {0}", label)}
        onClick={(event) => goTo(event.currentTarget, ".footnote", label)}
      >
        {label}
      </button>
    </sup>
  );
}

interface FootnoteProps {
  label: string;
  direction: "ltr" | "rtl" | undefined;
  children: ReactNode;
}

/** A footnote, where it stands in the text. */
export function Footnote({ label, direction, children }: FootnoteProps) {
  return (
    <div className="footnote" dir={direction} data-label={nameOf(label)} tabIndex={-1} role="note" aria-label={t("Footnote {0}", label)}>
      <button
        type="button"
        className="footnote-mark"
        aria-label={t("Back to the text of footnote {0}", label)}
        onClick={(event) => goTo(event.currentTarget, "sup .footnote-mark", label)}
      >
        {label}
      </button>
      <div className="footnote-text">{children}</div>
    </div>
  );
}
