import type { Code, Definition, RootContent } from "mdast";
import { parse } from "./parse.js";

/** A top-level block. The same object as before means: nothing in it changed. */
export interface Block {
  /** Where it starts in the source; unique within a text. */
  start: number;
  node: RootContent;
  definitions: ReadonlyMap<string, Definition>;
  /** True for code whose closing fence has not come yet. */
  open: boolean;
}

const openingFence = /^ {0,3}(?:(`{3,})([^`\n]*)|(~{3,})([^\n]*))\n/;
const definitionLine = /^ {0,3}\[[^\]\n]+\]:/m;
const noDefinitions: ReadonlyMap<string, Definition> = new Map();

const definitionsOf = (nodes: readonly RootContent[]): ReadonlyMap<string, Definition> => {
  const found = nodes.filter((node) => node.type === "definition");
  return found.length === 0 ? noDefinitions : new Map(found.map((node) => [node.identifier, node]));
};

/**
 * Cuts growing Markdown into top-level blocks. What comes later cannot change a block that another one follows, so only the last block is
 * parsed again; code in an open fence is not even parsed, its text just grows. The one thing that reaches back, a link definition, is
 * settled by one parse of the whole when the text has ended.
 */
export class BlockSplitter {
  #text = "";
  #ended = false;
  #finished: Block[] = [];
  #tail: Block[] = [];
  #tailStart = 0;
  /** Where the search for the closing fence of the tail goes on. */
  #fenceScanned = 0;

  constructor(private readonly parseText: typeof parse = parse) {}

  update(text: string, ended: boolean): readonly Block[] {
    if (text === this.#text && ended === this.#ended) return this.blocks;
    if (!text.startsWith(this.#text)) this.#reset();
    this.#text = text;
    this.#ended = ended;
    if (ended && definitionLine.test(text)) this.#parseWhole();
    else this.#parseTail();
    return this.blocks;
  }

  get blocks(): readonly Block[] {
    return [...this.#finished, ...this.#tail];
  }

  #reset(): void {
    this.#finished = [];
    this.#tail = [];
    this.#tailStart = 0;
    this.#fenceScanned = 0;
  }

  #parseWhole(): void {
    this.#reset();
    const nodes = this.parseText(this.#text).children;
    const definitions = definitionsOf(nodes);
    this.#tail = nodes.map((node) => ({ start: node.position?.start.offset ?? 0, node, definitions, open: false }));
  }

  #parseTail(): void {
    const source = this.#text.slice(this.#tailStart);
    const code = this.#openCode(source);
    if (code) {
      this.#tail = [{ start: this.#tailStart, node: code, definitions: noDefinitions, open: !this.#ended }];
      return;
    }
    const nodes = this.parseText(source).children;
    const definitions = definitionsOf(nodes);
    const block = (node: RootContent): Block => ({
      start: this.#tailStart + (node.position?.start.offset ?? 0),
      node,
      definitions,
      open: false,
    });
    const last = nodes.at(-1);
    this.#finished.push(...nodes.slice(0, -1).map(block));
    this.#tail = last ? [block(last)] : [];
    if (nodes.length > 1) {
      // From the start of its line: the indentation of a block is part of it.
      this.#tailStart += source.lastIndexOf("\n", (last?.position?.start.offset ?? 0) - 1) + 1;
      this.#fenceScanned = 0;
      // What became last may be an open fence: from now on it only grows.
      this.#parseTail();
    }
  }

  /** The tail as code, while its closing fence has not come. */
  #openCode(source: string): Code | undefined {
    const match = openingFence.exec(source);
    if (!match) return undefined;
    const fence = match[1] ?? match[3] ?? "";
    const closing = new RegExp(`^ {0,3}\\${fence.charAt(0)}{${fence.length},}[ \\t]*$`, "m");
    const bodyStart = match[0].length;
    const from = Math.max(this.#fenceScanned, bodyStart);
    if (closing.test(source.slice(from))) return undefined;
    this.#fenceScanned = source.lastIndexOf("\n") + 1;
    const [lang = "", ...meta] = (match[2] ?? match[4] ?? "").trim().split(/\s+/);
    return {
      type: "code",
      lang: lang || null,
      meta: meta.join(" ") || null,
      value: source.slice(bodyStart, source.endsWith("\n") ? -1 : undefined),
    };
  }
}
