import type { HighlighterCore } from "shiki/core";
import type { GrammarState, ThemedToken } from "shiki/types";
import { grammarOf } from "./languages.js";

/** Past this, a line is no code that someone reads; it stays plain. */
const longestLine = 2_000;

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

/** Colours code that grows: a line that is complete is read once, and the next one goes on from its state. */
export class GrowingCode {
  #done = "";
  #lines: Line[] = [];
  #state: GrammarState | undefined;

  constructor(private readonly language: string) {}

  /** The coloured lines, and the rest that is not complete yet. */
  update(code: string, ended: boolean): { lines: readonly Line[]; rest: string } {
    const highlighter = ready.get(this.language);
    if (!highlighter) return { lines: [], rest: code };
    if (!code.startsWith(this.#done)) this.#reset();
    const end = ended ? code.length : code.lastIndexOf("\n") + 1;
    if (end > this.#done.length) {
      const fresh = code.slice(this.#done.length, end);
      const result = highlighter.codeToTokens(fresh.replace(/\n$/, ""), {
        lang: this.grammarName(highlighter),
        theme: "vscode",
        tokenizeMaxLineLength: longestLine,
        ...(this.#state ? { grammarState: this.#state } : {}),
      });
      this.#lines = [...this.#lines, ...result.tokens];
      this.#state = result.grammarState;
      this.#done = code.slice(0, end);
    }
    return { lines: this.#lines, rest: code.slice(this.#done.length) };
  }

  private grammarName(highlighter: HighlighterCore): string {
    const vscodeNames: Record<string, string> = { javascriptreact: "jsx", typescriptreact: "tsx", dockerfile: "docker", makefile: "make" };
    const name = vscodeNames[this.language] ?? this.language;
    return highlighter.getLoadedLanguages().includes(name) ? name : "text";
  }

  #reset(): void {
    this.#done = "";
    this.#lines = [];
    this.#state = undefined;
  }
}
