import type { HighlighterCore } from "shiki/core";
import type { GrammarState, ThemedToken } from "shiki/types";
import type { CodeChunk } from "./code-lines.js";
import { grammarOf } from "./languages.js";

/** Past this, a line is no code that someone reads; it stays plain. */
const longestLine = 2_000;
/** Past so many chunks, code stays plain: nobody reads on from there by its colours. */
const mostChunks = 160;

let core: Promise<HighlighterCore> | undefined;
const ready = new Map<string, HighlighterCore>();
const loading = new Map<string, Promise<void>>();

/** The highlighter itself is a chunk too: a chat without code never loads it. */
async function createCore(): Promise<HighlighterCore> {
  const [shiki, engine] = await Promise.all([import("shiki/core"), import("shiki/engine/javascript")]);
  return shiki.createHighlighterCore({
    // Its colours are variables, which the style sheet maps to the theme's own.
    themes: [shiki.createCssVariablesTheme({ name: "vscode", variablePrefix: "--shiki-", fontStyle: true })],
    langs: [],
    engine: engine.createJavaScriptRegexEngine({ forgiving: true }),
  });
}

/** Loads a grammar once. False: there is none for this language. */
export async function loadLanguage(id: string): Promise<boolean> {
  const load = grammarOf(id);
  if (!load) return false;
  core ??= createCore();
  const pending =
    loading.get(id) ??
    Promise.all([core, load()]).then(async ([highlighter, grammar]) => {
      await highlighter.loadLanguage(grammar.default);
      ready.set(id, highlighter);
    });
  loading.set(id, pending);
  await pending;
  return true;
}

export const isLoaded = (id: string): boolean => ready.has(id);

export type Line = readonly ThemedToken[];

/** A chunk with its colours. */
export interface ColouredChunk {
  text: string;
  lines: readonly Line[];
}

/** Colours code that grows, a chunk at a time: one that is full is read once, and the next one goes on from its state. */
export class GrowingCode {
  #full: ColouredChunk[] = [];
  #state: GrammarState | undefined;
  #last: ColouredChunk | undefined;

  constructor(private readonly language: string) {}

  /** What is coloured so far. A chunk whose text is another one by now is still to be read. */
  get coloured(): readonly ColouredChunk[] {
    return this.#last ? [...this.#full, this.#last] : this.#full;
  }

  /** Colours the next chunk that is not yet. False: nothing is left to do. */
  next(chunks: readonly CodeChunk[]): boolean {
    const highlighter = ready.get(this.language);
    const lastDone = this.#full.length - 1;
    if (lastDone >= 0 && this.#full[lastDone]?.text !== chunks[lastDone]?.text) this.#reset();
    const chunk = chunks[this.#full.length];
    if (!highlighter || !chunk || this.#full.length >= mostChunks) return false;
    // What was coloured while it grew may have become full since.
    if (!chunk.full && this.#last?.text === chunk.text) return false;
    const { tokens, grammarState } = highlighter.codeToTokens(chunk.text.replace(/\n$/, ""), {
      lang: this.grammarName(highlighter),
      theme: "vscode",
      tokenizeMaxLineLength: longestLine,
      ...(this.#state ? { grammarState: this.#state } : {}),
    });
    const coloured = { text: chunk.text, lines: tokens };
    if (chunk.full) {
      this.#full.push(coloured);
      this.#state = grammarState;
      this.#last = undefined;
    } else this.#last = coloured;
    return true;
  }

  private grammarName(highlighter: HighlighterCore): string {
    const vscodeNames: Record<string, string> = { javascriptreact: "jsx", typescriptreact: "tsx", dockerfile: "docker", makefile: "make" };
    const name = vscodeNames[this.language] ?? this.language;
    return highlighter.getLoadedLanguages().includes(name) ? name : "text";
  }

  #reset(): void {
    this.#full = [];
    this.#last = undefined;
    this.#state = undefined;
  }
}
