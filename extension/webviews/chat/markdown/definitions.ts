const line = /^ {0,3}\[((?:[^\]\\\n]|\\.)+)\]:(.*)$/;

const folded = (text: string): string => text.toLowerCase().replace(/\s+/g, " ");

/** The link definitions and footnotes of a text, which may stand far from what refers to them. */
export class Definitions {
  /** Markdown that defines a label, by the label in square brackets. */
  readonly #found = new Map<string, string>();

  get count(): number {
    return this.#found.size;
  }

  /** Takes a line, if it defines something. The first definition of a label counts. */
  read(text: string): void {
    const match = line.exec(text);
    if (!match) return;
    const [, label = "", rest = ""] = match;
    const key = `[${folded(label)}]`;
    if (this.#found.has(key) || (!label.startsWith("^") && rest.trim() === "")) return;
    // That a footnote exists is all that a reference to it needs.
    this.#found.set(key, label.startsWith("^") ? `[${label}]: …\n` : `${text.trim()}\n`);
  }

  /** What a stretch of the text refers to, as Markdown that can be put before it. */
  usedIn(text: string): string {
    if (this.count === 0 || !text.includes("[")) return "";
    const within = folded(text);
    let definitions = "";
    for (const [label, markdown] of this.#found) if (within.includes(label)) definitions += `${markdown}\n`;
    return definitions;
  }
}
