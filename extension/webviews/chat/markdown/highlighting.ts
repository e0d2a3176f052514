import type { CodeChunk } from "./code-lines.js";
import type { Answer, Ask, Line } from "./highlighter.js";
import { grammarOf } from "./languages.js";

/** Past so many chunks, code stays plain: nobody reads on from there by its colours. */
const mostChunks = 160;
/** So long, in milliseconds, it waits for more of a text that grows. */
const pause = 80;

/** A chunk with its colours. */
export interface ColouredChunk {
  text: string;
  lines: readonly Line[];
}

/** Sends to the highlighter. */
export type Send = (ask: Ask) => void;

/** The highlighter of the page, in a worker; what it answers goes to the code that asked. */
export class Highlighting {
  readonly #loading = new Map<string, Promise<boolean>>();
  readonly #loaded = new Set<string>();
  /** Grammars that the highlighter has: several languages embed the same ones. */
  readonly #sent = new Set<string>();
  readonly #codes = new Map<number, (answer: Answer) => void>();
  #send: Promise<Send> | undefined;
  #count = 0;

  /** @param start starts the highlighter, which a chat without code never needs */
  constructor(private readonly start: (answered: (answer: Answer) => void) => Promise<Send>) {}

  isLoaded(language: string): boolean {
    return this.#loaded.has(language);
  }

  /** Loads a grammar once, and tries again when that failed. False: there is none for this language. */
  load(language: string): Promise<boolean> {
    const loading = this.#loading.get(language) ?? this.#load(language);
    this.#loading.set(language, loading);
    loading.catch(() => this.#loading.delete(language));
    return loading;
  }

  async #load(language: string): Promise<boolean> {
    const load = grammarOf(language);
    if (!load) return false;
    const [send, { default: grammars }] = await Promise.all([this.#started(), load()]);
    const unsent = grammars.filter(({ name }) => !this.#sent.has(name));
    for (const { name } of unsent) this.#sent.add(name);
    // The last one is the language itself; before it come those that it embeds.
    send({ type: "grammar", language, name: grammars.at(-1)?.name ?? "text", grammars: unsent });
    this.#loaded.add(language);
    return true;
  }

  #started(): Promise<Send> {
    const starting = (this.#send ??= this.start((answer) => this.#codes.get(answer.code)?.(answer)));
    starting.catch(() => (this.#send = undefined));
    return starting;
  }

  /** Registers a code under a number of its own. */
  open(answered: (answer: Answer) => void): number {
    this.#codes.set(++this.#count, answered);
    return this.#count;
  }

  ask(ask: Ask): void {
    if (ask.type === "forget") this.#codes.delete(ask.code);
    void this.#send?.then((send) => {
      send(ask);
    });
  }
}

/** The colours of code that may still grow: they follow its text a little later, one chunk at a time. */
export class CodeColours {
  readonly #full: ColouredChunk[] = [];
  #last: ColouredChunk | undefined;
  #chunks: readonly CodeChunk[] = [];
  /** Set while the highlighter reads: a chunk that is full. */
  #asked: CodeChunk | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #code: number;

  constructor(
    private readonly highlighting: Highlighting,
    private readonly language: string,
    private readonly changed: (coloured: readonly ColouredChunk[]) => void,
  ) {
    this.#code = this.#open();
  }

  /** The code is this now. */
  follow(chunks: readonly CodeChunk[]): void {
    this.#chunks = chunks;
    const lastFull = this.#full.length - 1;
    if (lastFull >= 0 && this.#full[lastFull]?.text !== chunks[lastFull]?.text) this.#beginAnew();
    if (this.#asked || this.#timer !== undefined) return;
    // The first colours come at once.
    const isFirst = this.#full.length === 0 && !this.#last;
    this.#timer = setTimeout(() => this.#next(), isFirst ? 0 : pause);
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.highlighting.ask({ type: "forget", code: this.#code });
  }

  #open(): number {
    return this.highlighting.open((answer) => this.#answered(answer));
  }

  #beginAnew(): void {
    this.dispose();
    this.#timer = undefined;
    this.#asked = undefined;
    this.#full.length = 0;
    this.#last = undefined;
    this.#code = this.#open();
  }

  #next(): void {
    this.#timer = undefined;
    const chunk = this.#chunks[this.#full.length];
    if (!chunk || this.#full.length >= mostChunks || chunk.text === this.#last?.text) return;
    this.#asked = chunk;
    this.highlighting.ask({ type: "read", code: this.#code, language: this.language, text: chunk.text, full: chunk.full });
  }

  #answered({ text, lines }: Answer): void {
    const isFull = this.#asked?.full === true;
    this.#asked = undefined;
    this.#last = isFull ? undefined : { text, lines };
    if (isFull) this.#full.push({ text, lines });
    this.changed(this.#last ? [...this.#full, this.#last] : [...this.#full]);
    if (isFull) this.#next();
    else this.follow(this.#chunks);
  }
}
