/** So many lines are coloured, drawn and laid out together. */
export const chunkLines = 32;

/** A stretch of code. The same object as before means: nothing in it changed. */
export interface CodeChunk {
  text: string;
  lines: number;
  /** True when no more lines come to it. */
  full: boolean;
}

/** Cuts code that grows into chunks of lines, each line read once. */
export class CodeLines {
  #code = "";
  #full: CodeChunk[] = [];
  #last: CodeChunk = { text: "", lines: 0, full: false };
  /** Where the last chunk begins, where the search for its lines goes on, and how many it has. */
  #start = 0;
  #scanned = 0;
  #lines = 0;

  update(code: string): readonly CodeChunk[] {
    if (code === this.#code) return this.#all();
    if (!code.startsWith(this.#code)) this.#reset();
    this.#code = code;
    for (;;) {
      const end = code.indexOf("\n", this.#scanned);
      if (end < 0) break;
      this.#scanned = end + 1;
      if (++this.#lines < chunkLines) continue;
      this.#full.push({ text: code.slice(this.#start, this.#scanned), lines: chunkLines, full: true });
      this.#start = this.#scanned;
      this.#lines = 0;
    }
    const text = code.slice(this.#start);
    if (text !== this.#last.text) this.#last = { text, lines: this.#lines + (this.#scanned < code.length ? 1 : 0), full: false };
    return this.#all();
  }

  #all(): readonly CodeChunk[] {
    return this.#last.text === "" ? this.#full : [...this.#full, this.#last];
  }

  #reset(): void {
    this.#full = [];
    this.#last = { text: "", lines: 0, full: false };
    this.#start = this.#scanned = this.#lines = 0;
  }
}
