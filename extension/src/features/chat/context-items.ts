/** What an `@` in the composer can bring into a question. `id` is the host's own word for where it is. */
export interface ContextItem {
  kind: "file" | "folder" | "selection" | "problems" | "terminal" | "git" | "symbol";
  id: string;
  label: string;
  description?: string;
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
