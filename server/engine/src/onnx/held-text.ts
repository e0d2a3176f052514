/** Length of the longest end of a text that one of the words begins with. */
export function heldLength(text: string, words: readonly string[]): number {
  let held = 0;
  for (const word of words) {
    for (let length = Math.min(word.length - 1, text.length); length > held; length--) {
      if (text.endsWith(word.slice(0, length))) held = length;
    }
  }
  return held;
}

/** Lets a text through up to a stop word, which may come in pieces. */
export class StopWords {
  #held = "";
  #stopped = false;

  constructor(private readonly words: readonly string[]) {}

  get stopped(): boolean {
    return this.#stopped;
  }

  push(piece: string): string {
    if (this.#stopped) return "";
    const text = this.#held + piece;
    const starts = this.words.map((word) => text.indexOf(word)).filter((start) => start >= 0);
    if (starts.length > 0) {
      this.#stopped = true;
      this.#held = "";
      return text.slice(0, Math.min(...starts));
    }
    const held = heldLength(text, this.words);
    this.#held = text.slice(text.length - held);
    return text.slice(0, text.length - held);
  }

  /** What was held back and turned out to be no stop word. */
  end(): string {
    const held = this.#held;
    this.#held = "";
    return held;
  }
}
