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

/** What stands before a stretch of Markdown without being a part of it. */
export interface Before {
  /** Definitions that it refers to. */
  definitions?: string;
  /** The head of the table whose rows it begins with. */
  tableHead?: string;
  /** The number that its list begins with. */
  listStart?: number | undefined;
}

const openingFence = /^ {0,3}(?:(`{3,})([^`\n]*)|(~{3,})([^\n]*))\n/;
const noDefinitions: ReadonlyMap<string, Definition> = new Map();
/** A block that is longer is parsed anew only when it has grown by a tenth; what came since is shown as it is. */
const longBlock = 8_000;

const definitionsOf = (nodes: readonly RootContent[]): ReadonlyMap<string, Definition> => {
  const found = nodes.filter((node) => node.type === "definition");
  return found.length === 0 ? noDefinitions : new Map(found.map((node) => [node.identifier, node]));
};

/**
 * Cuts growing Markdown into top-level blocks. What comes later cannot change a block that another one follows, so only the last block is
 * parsed again; code in an open fence is not even parsed, its text just grows.
 */
export class BlockSplitter {
  #text = "";
  #ended = false;
  #before: Before = {};
  #finished: Block[] = [];
  #tail: Block[] = [];
  #tailStart = 0;
  /** How much of the tail was parsed last. */
  #parsed = 0;
  /** Where the search for the closing fence of the tail goes on. */
  #fenceScanned = 0;

  constructor(private readonly parseText: typeof parse = parse) {}

  update(text: string, ended: boolean, before: Before = {}): readonly Block[] {
    const same = before.definitions === this.#before.definitions && before.tableHead === this.#before.tableHead;
    if (text === this.#text && ended === this.#ended && same) return this.blocks;
    if (!same || !text.startsWith(this.#text)) this.#reset();
    this.#text = text;
    this.#ended = ended;
    this.#before = before;
    this.#parseTail();
    return this.blocks;
  }

  get blocks(): readonly Block[] {
    return [...this.#finished, ...this.#tail];
  }

  #reset(): void {
    this.#finished = [];
    this.#tail = [];
    this.#tailStart = this.#parsed = this.#fenceScanned = 0;
  }

  #parseTail(): void {
    const source = this.#text.slice(this.#tailStart);
    const code = this.#openCode(source);
    if (code) {
      this.#tail = [{ start: this.#tailStart, node: code, definitions: noDefinitions, open: !this.#ended }];
      return;
    }
    if (!this.#ended && source.length > longBlock && source.length < this.#parsed * 1.1) {
      this.#tail = [...this.#tail.filter(({ start }) => start < this.#tailStart + this.#parsed), this.#unread(source)];
      return;
    }
    this.#parsed = source.length;
    const blocks = this.#parse(source);
    const last = blocks.at(-1);
    this.#finished.push(...blocks.slice(0, -1));
    this.#tail = last ? [last] : [];
    if (last && blocks.length > 1) {
      // From the start of its line: the indentation of a block is part of it.
      this.#tailStart += source.lastIndexOf("\n", last.start - this.#tailStart - 1) + 1;
      this.#parsed = this.#fenceScanned = 0;
      // What became last may be an open fence: from now on it only grows.
      this.#parseTail();
    }
  }

  #parse(source: string): Block[] {
    const { definitions: given = "", tableHead = "", listStart } = this.#before;
    const isFirst = this.#tailStart === 0;
    const prefix = given + (isFirst ? tableHead : "");
    const nodes = this.parseText(prefix + source).children;
    const definitions = definitionsOf(nodes);
    const own = given === "" ? nodes : nodes.filter((node) => (node.position?.start.offset ?? 0) >= given.length);
    return own.map((node, index) => ({
      start: this.#tailStart + Math.max(0, (node.position?.start.offset ?? 0) - prefix.length),
      node: isFirst && index === 0 && listStart !== undefined && node.type === "list" ? { ...node, start: listStart } : node,
      definitions,
      open: false,
    }));
  }

  #unread(source: string): Block {
    return {
      start: this.#tailStart + this.#parsed,
      node: { type: "paragraph", children: [{ type: "text", value: source.slice(this.#parsed) }] },
      definitions: noDefinitions,
      open: true,
    };
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
