import { t } from "../../shared/l10n.js";

/** What is being typed at the caret that the composer offers to complete. */
export interface Trigger {
  kind: "context" | "prompt";
  query: string;
  /** Where the sign stands. */
  start: number;
}

/** `@word` at the caret, or a `/word` that is all there is. */
export function triggerAt(text: string, caret: number): Trigger | undefined {
  const before = text.slice(0, caret);
  const slash = /^\/([\p{L}\d_-]*)$/u.exec(before);
  if (slash) return { kind: "prompt", query: slash[1] ?? "", start: 0 };
  const at = /(?:^|\s)@([\p{L}\d_./-]*)$/u.exec(before);
  return at ? { kind: "context", query: at[1] ?? "", start: caret - (at[1]?.length ?? 0) - 1 } : undefined;
}

/** The text of a prompt as it stands in the composer: what names attached code is told by the attachment itself. */
export function promptText(text: string): { text: string; caret: number; needsSelection: boolean } {
  const needsSelection = /\{\{(selection|file)\}\}/.test(text);
  const plain = text.replace(/\{\{selection\}\}/g, "").replace(/\{\{file\}\}/g, t("the attached file"));
  const caret = plain.indexOf("{{input}}");
  const filled = plain.replace(/\{\{input\}\}/g, "");
  return { text: filled, caret: caret < 0 ? filled.length : caret, needsSelection };
}
