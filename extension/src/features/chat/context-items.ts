import type { SelectionPart } from "../../../../shared-protocol/generated/protocol.js";

/** What an `@` in the composer can bring into a question. `id` is the host's own word for where it is. */
export interface ContextItem {
  kind: "file" | "folder" | "selection" | "problems" | "terminal" | "git" | "symbol";
  id: string;
  label: string;
  description?: string;
}

/** More of a text than this is never attached: no model of a desk machine has a window for it. */
export const longestContext = 512 * 1024;

/** A text that is attached as a whole. */
export function wholeText(fileName: string, languageId: string, text: string): SelectionPart {
  const kept =
    text.length > longestContext ? `${text.slice(0, longestContext)}\n[… ${text.length - longestContext} more characters]` : text;
  return { kind: "selection", fileName, languageId, startLine: 1, endLine: kept.split("\n").length, text: kept, whole: true };
}

/** Whether the letters of the query occur in this order; a run of them in the name counts most. Undefined: they do not. */
export function fuzzyScore(path: string, query: string): number | undefined {
  const [text, wanted] = [path.toLowerCase(), query.toLowerCase()];
  const name = text.slice(text.lastIndexOf("/") + 1);
  if (name.startsWith(wanted)) return 3 - name.length / 1000;
  if (name.includes(wanted)) return 2 - name.length / 1000;
  if (text.includes(wanted)) return 1 - text.length / 10_000;
  let at = 0;
  for (const letter of wanted) {
    at = text.indexOf(letter, at) + 1;
    if (at === 0) return undefined;
  }
  return -text.length / 10_000;
}
