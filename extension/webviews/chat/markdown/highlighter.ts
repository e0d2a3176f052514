import { createCssVariablesTheme, createHighlighterCore, type HighlighterCore } from "shiki/core";
import { createJavaScriptRegexEngine } from "shiki/engine/javascript";
import type { GrammarState, LanguageRegistration } from "shiki/types";

/** Past this, a line is no code that someone reads; it stays plain. */
const longestLine = 2_000;

/** A piece of code of one colour and style. */
export interface Token {
  content: string;
  color?: string | undefined;
  /** Bits: 1 italic, 2 bold. */
  fontStyle?: number | undefined;
}

export type Line = readonly Token[];

/** What the highlighter is asked. The chunks of one code come in their order; one that is not full may come again, longer. */
export type Ask =
  | { type: "grammar"; language: string; name: string; grammars: LanguageRegistration[] }
  | { type: "read"; code: number; language: string; text: string; full: boolean }
  | { type: "forget"; code: number };

/** The colours of the chunk that was asked for. */
export interface Answer {
  code: number;
  text: string;
  lines: Line[];
}

/**
 * Colours code. It runs in a worker: the patterns of a large grammar take a browser up to a tenth of a second each when they are used first, and
 * no frame waits for them.
 */
export class Highlighter {
  readonly #languages = new Map<string, string>();
  readonly #codes = new Map<number, GrowingCode>();
  #core: Promise<HighlighterCore> | undefined;
  #last: Promise<void> = Promise.resolve();

  constructor(private readonly answer: (answer: Answer) => void) {}

  /** One after the other: what is asked of a grammar waits until it is read. A grammar that cannot be read leaves its language plain. */
  ask(ask: Ask): Promise<void> {
    this.#last = this.#last.then(() => this.#do(ask)).catch(() => undefined);
    return this.#last;
  }

  async #do(ask: Ask): Promise<void> {
    const core = await (this.#core ??= createCore());
    switch (ask.type) {
      case "grammar":
        await core.loadLanguage(ask.grammars);
        this.#languages.set(ask.language, ask.name);
        return;
      case "read":
        this.answer({ code: ask.code, text: ask.text, lines: this.#read(core, ask) });
        return;
      case "forget":
        this.#codes.delete(ask.code);
    }
  }

  #read(core: HighlighterCore, { code, language, text, full }: Extract<Ask, { type: "read" }>): Line[] {
    const growing = this.#codes.get(code) ?? new GrowingCode(core, this.#languages.get(language) ?? "text");
    this.#codes.set(code, growing);
    try {
      return growing.read(text, full);
    } catch {
      // A grammar that fails at a text leaves it plain, and begins anew behind it.
      this.#codes.delete(code);
      return text
        .replace(/\n$/, "")
        .split("\n")
        .map((content) => [{ content }]);
    }
  }
}

const createCore = (): Promise<HighlighterCore> =>
  createHighlighterCore({
    // Its colours are variables, which the style sheet maps to the theme's own.
    themes: [createCssVariablesTheme({ name: "vscode", variablePrefix: "--shiki-", fontStyle: true })],
    langs: [],
    engine: createJavaScriptRegexEngine({ forgiving: true }),
  });

/** Colours code that grows: a chunk that is full is read once, and the next one goes on from its state. */
class GrowingCode {
  /** The state of the grammar before the chunk that is read, and within it. */
  #before: GrammarState | undefined;
  #state: GrammarState | undefined;
  /** How far the chunk is read: its beginning, and the colours of that. */
  #read = "";
  #lines: Line[] = [];
  #grammar: unknown;

  constructor(
    private readonly core: HighlighterCore,
    private readonly lang: string,
  ) {}

  read(text: string, full: boolean): Line[] {
    this.#forgetOldGrammar();
    // The last line may have grown since it was read.
    if (!text.startsWith(this.#read) || !this.#endsLine(text)) this.#restart();
    const fresh = text.slice(this.#read.length);
    if (fresh !== "") this.#colour(fresh);
    const lines = [...this.#lines];
    if (full) {
      this.#before = this.#state;
      this.#read = "";
      this.#lines = [];
    }
    return lines;
  }

  #colour(text: string): void {
    const { tokens, grammarState } = this.core.codeToTokens(text.replace(/\n$/, ""), {
      lang: this.lang,
      theme: "vscode",
      tokenizeMaxLineLength: longestLine,
      // None: the first line alone may take long, while its patterns are compiled, and one given up halfway would colour all that follow wrongly.
      tokenizeTimeLimit: 0,
      ...(this.#state ? { grammarState: this.#state } : {}),
    });
    this.#read += text;
    this.#lines.push(...tokens.map((line) => line.map(({ content, color, fontStyle }) => ({ content, color, fontStyle }))));
    this.#state = grammarState;
  }

  /** Whether what is read ends where a line ends, now that more of it may have come. */
  #endsLine(text: string): boolean {
    return this.#read === "" || this.#read === text || this.#read.endsWith("\n");
  }

  /** A language that is loaded later makes those that may embed it anew: a state of the old one means nothing to them. */
  #forgetOldGrammar(): void {
    const grammar = this.lang === "text" ? undefined : this.core.getLanguage(this.lang);
    if (grammar === this.#grammar) return;
    this.#grammar = grammar;
    this.#before = undefined;
    this.#restart();
  }

  /** Begins the chunk anew. */
  #restart(): void {
    this.#read = "";
    this.#lines = [];
    this.#state = this.#before;
  }
}
