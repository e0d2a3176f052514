import type { HighlighterCore } from "shiki/core";
import type { GrammarState, ThemedToken } from "shiki/types";
import { chunkLines, type CodeChunk } from "./code-lines.js";
import { grammarOf } from "./languages.js";
import { PatientEngine } from "./patient-engine.js";

/** Past this, a line is no code that someone reads; it stays plain. */
const longestLine = 2_000;
/** A line that takes longer, in milliseconds, is given up. */
const longestLineMs = 500;
/** So long patterns are compiled at once, in milliseconds. */
const compileMs = 6;
/** Past so many chunks, code stays plain: nobody reads on from there by its colours. */
const mostChunks = 160;

interface Core {
  highlighter: HighlighterCore;
  engine: PatientEngine;
}

let core: Promise<Core> | undefined;
const ready = new Map<string, Core>();
const loading = new Map<string, Promise<void>>();

/** The highlighter itself is a chunk too: a chat without code never loads it. */
async function createCore(): Promise<Core> {
  const [shiki, { createJavaScriptRegexEngine }] = await Promise.all([import("shiki/core"), import("shiki/engine/javascript")]);
  const engine = new PatientEngine(createJavaScriptRegexEngine({ forgiving: true }));
  const highlighter = await shiki.createHighlighterCore({
    // Its colours are variables, which the style sheet maps to the theme's own.
    themes: [shiki.createCssVariablesTheme({ name: "vscode", variablePrefix: "--shiki-", fontStyle: true })],
    langs: [],
    engine,
  });
  return { highlighter, engine };
}

/** Loads a grammar once. False: there is none for this language. */
export async function loadLanguage(id: string): Promise<boolean> {
  const load = grammarOf(id);
  if (!load) return false;
  core ??= createCore();
  const pending =
    loading.get(id) ??
    Promise.all([core, load()]).then(async ([loaded, grammar]) => {
      await loaded.highlighter.loadLanguage(grammar.default);
      ready.set(id, loaded);
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

/** Longer than this, in milliseconds, colouring should not take at once: the next step takes fewer lines. */
const stepMs = 4;

/** Steps begin with a line: the first ones have a grammar's patterns to compile, which takes long. */
let stepLines = 1;

/** Colours code that grows, in steps of lines: a chunk that is full is read once, and the next one goes on from its state. */
export class GrowingCode {
  #full: ColouredChunk[] = [];
  /** The state of the grammar before the chunk that is read, and within it. */
  #before: GrammarState | undefined;
  #state: GrammarState | undefined;
  /** How far the chunk is read: its beginning, and the colours of that. */
  #read = "";
  #lines: Line[] = [];

  constructor(private readonly language: string) {}

  /** What is coloured so far; the last one may be the beginning of its chunk. */
  get coloured(): readonly ColouredChunk[] {
    return this.#read === "" ? this.#full : [...this.#full, { text: this.#read, lines: [...this.#lines] }];
  }

  /** Colours the next lines that are not yet. False: nothing is left to do. */
  next(chunks: readonly CodeChunk[]): boolean {
    const loaded = ready.get(this.language);
    const lastDone = this.#full.length - 1;
    if (lastDone >= 0 && this.#full[lastDone]?.text !== chunks[lastDone]?.text) this.#reset();
    const chunk = chunks[this.#full.length];
    if (!loaded || !chunk || this.#full.length >= mostChunks) return false;
    // The last line may have grown since it was read.
    if (!chunk.text.startsWith(this.#read) || !this.#endsLine(chunk.text)) this.#restart();
    const fresh = firstLines(chunk.text.slice(this.#read.length), stepLines);
    if (fresh === "") return false;
    this.#colour(loaded, fresh);
    if (chunk.full && this.#read === chunk.text) this.#finish();
    return true;
  }

  #colour({ highlighter, engine }: Core, text: string): void {
    const started = performance.now();
    const read = engine.within(compileMs, () =>
      highlighter.codeToTokens(text.replace(/\n$/, ""), {
        lang: this.grammarName(highlighter),
        theme: "vscode",
        tokenizeMaxLineLength: longestLine,
        tokenizeTimeLimit: longestLineMs,
        ...(this.#state ? { grammarState: this.#state } : {}),
      }),
    );
    if (read) {
      this.#read += text;
      this.#lines.push(...read.tokens);
      this.#state = read.grammarState;
    }
    stepLines = performance.now() - started > stepMs ? Math.max(1, stepLines >> 1) : Math.min(chunkLines, stepLines * 2);
  }

  /** Whether what is read ends where a line ends, now that more of it may have come. */
  #endsLine(text: string): boolean {
    return this.#read === "" || this.#read === text || this.#read.endsWith("\n");
  }

  #finish(): void {
    this.#full.push({ text: this.#read, lines: this.#lines });
    this.#before = this.#state;
    this.#read = "";
    this.#lines = [];
  }

  /** Begins the chunk anew. */
  #restart(): void {
    this.#read = "";
    this.#lines = [];
    this.#state = this.#before;
  }

  #reset(): void {
    this.#full = [];
    this.#before = undefined;
    this.#restart();
  }

  private grammarName(highlighter: HighlighterCore): string {
    const vscodeNames: Record<string, string> = { javascriptreact: "jsx", typescriptreact: "tsx", dockerfile: "docker", makefile: "make" };
    const name = vscodeNames[this.language] ?? this.language;
    return highlighter.getLoadedLanguages().includes(name) ? name : "text";
  }
}

function firstLines(text: string, count: number): string {
  let end = 0;
  for (let line = 0; line < count; line++) {
    const next = text.indexOf("\n", end);
    if (next < 0) return text;
    end = next + 1;
  }
  return text.slice(0, end);
}
