import { Definitions } from "./definitions.js";
import { columnsOf, type LongTable } from "./long-table.js";

/** A stretch of Markdown that reads the same by itself as within its text. The same object as before means: nothing in it changed. */
export interface Section {
  /** Where it starts in the text; unique in it. */
  start: number;
  text: string;
  kind: "markdown" | "math";
  /** True while it may grow. */
  open: boolean;
  /** Definitions of the whole text that it refers to, as Markdown. */
  definitions: string;
  /** The number of its first item, where a long list goes on in it. */
  listStart?: number | undefined;
  /** The table that was cut before it: it begins with more rows of it. */
  tableBefore?: LongTable | undefined;
  /** The table that is cut behind it. */
  tableAfter?: LongTable | undefined;
}

type Begin = Pick<Section, "start" | "kind" | "listStart" | "tableBefore">;

interface OpenTable {
  head: string;
  /** Where its rows begin. */
  start: number;
  columns: LongTable["columns"] | undefined;
}

/** A section may end once it is so long; a list or a table is cut when it is twice as long. */
const usualLength = 4_000;

const fenceLine = /^ {0,3}(`{3,}|~{3,})(.*)$/;
const headingLine = /^#{1,6}(?:[ \t]|$)/;
const ruleLine = /^([-*_])(?:[ \t]*\1){2,}[ \t]*$/;
const itemLine = /^(?:([-+*])|(\d{1,9})([.)]))[ \t]+\S/;
/** What may begin a block after a blank line, whatever stands before it. A list item may belong to the list before. */
const plainStart = /^[^\s\-+*\d]|^(?:[-+*\d](?![ \t.)\d]))/;
const delimiterRow = /^\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$/;
/** HTML that goes on over blank lines, and where it ends. */
const longHtml: readonly [RegExp, RegExp][] = [
  [/^ {0,3}<(?:script|pre|style|textarea)(?:[\s>]|$)/i, /<\/(?:script|pre|style|textarea)>/i],
  [/^ {0,3}<!--/, /-->/],
  [/^ {0,3}<\?/, /\?>/],
  [/^ {0,3}<!\[CDATA\[/, /\]\]>/],
  [/^ {0,3}<![A-Za-z]/, />/],
];

/**
 * Cuts growing Markdown into sections by its lines alone, each read once, so that only the last section is ever parsed anew and the others
 * only when they are looked at. It cuts where a new block is certain to begin.
 */
export class SectionScanner {
  #text = "";
  #sections: Section[] = [];
  #begin: Begin = { start: 0, kind: "markdown" };
  #scanned = 0;
  #definitions = new Definitions();
  /** How many definitions the finished sections know. */
  #defined = 0;
  #fence: { character: string; length: number } | undefined;
  /** The line that ends the formula. */
  #mathEnd = "";
  #html: RegExp | undefined;
  #blank = true;
  #item: { mark: string; number: number } | undefined;
  #row: string | undefined;
  #openTable: OpenTable | undefined;

  constructor(
    private readonly length = usualLength,
    private readonly longest = 2 * length,
  ) {}

  update(text: string, ended: boolean): readonly Section[] {
    if (!text.startsWith(this.#text)) this.#reset();
    this.#text = text;
    for (;;) {
      const end = text.indexOf("\n", this.#scanned);
      if (end < 0) break;
      this.#line(text.slice(this.#scanned, end), this.#scanned, end + 1);
      this.#scanned = end + 1;
    }
    if (ended && this.#scanned < text.length && this.#begin.kind === "math" && text.slice(this.#scanned).trim() === this.#mathEnd)
      this.#close(text.length);
    return this.#withDefinitions(ended);
  }

  #line(line: string, start: number, end: number): void {
    if (this.#begin.kind === "math") {
      if (line.trim() === this.#mathEnd) this.#close(end);
      return;
    }
    const fence = fenceLine.exec(line);
    if (this.#fence) {
      const { character, length } = this.#fence;
      if (fence?.[1]?.startsWith(character) && fence[1].length >= length && fence[2]?.trim() === "") this.#fence = undefined;
      this.#blank = this.#fence === undefined;
      return;
    }
    if (this.#html) {
      if (this.#html.test(line)) this.#html = undefined;
      this.#blank = false;
      return;
    }
    if (line.trim() === "") {
      this.#blank = true;
      this.#row = this.#openTable = undefined;
      return;
    }
    this.#definitions.read(line);
    if (line === "$$" || line === "\\[") {
      this.#cut(start, { kind: "math" });
      this.#mathEnd = line === "$$" ? "$$" : "\\]";
      return;
    }
    if (fence && !(fence[1]?.startsWith("`") && fence[2]?.includes("`"))) {
      if (!line.startsWith(" ")) this.#mayCut(start);
      this.#fence = { character: fence[1]?.charAt(0) ?? "", length: fence[1]?.length ?? 3 };
      this.#leaveList(line);
      return;
    }
    this.#html = longHtml.find(([begin, over]) => begin.test(line) && !over.test(line))?.[1];
    this.#block(line, start);
    this.#blank = false;
  }

  #block(line: string, start: number): void {
    const rule = ruleLine.test(line);
    if (headingLine.test(line) || (this.#blank && (rule || plainStart.test(line)))) {
      this.#mayCut(start);
      this.#leaveList(line);
    } else this.#listItem(line, start, rule);
    this.#table(line, start);
  }

  #listItem(line: string, start: number, rule: boolean): void {
    const item = rule ? null : itemLine.exec(line);
    if (!item) return;
    const mark = item[1] ?? item[3] ?? "";
    const goesOn = this.#item?.mark === mark;
    const number = goesOn ? (this.#item?.number ?? 0) + 1 : Number(item[2] ?? 1);
    if (goesOn && start - this.#begin.start >= this.longest) this.#cut(start, item[1] === undefined ? { listStart: number } : {});
    this.#item = { mark, number };
  }

  #table(line: string, start: number): void {
    if (this.#openTable) {
      if (!line.startsWith("|")) this.#openTable = undefined;
      else if (start - this.#begin.start >= this.longest) this.#cutTable(start, this.#openTable);
    } else if (this.#row !== undefined && line.includes("|") && delimiterRow.test(line))
      this.#openTable = { head: `${this.#row}\n${line}\n`, start, columns: undefined };
    this.#row = this.#blank && line.startsWith("|") ? line : undefined;
  }

  #cutTable(start: number, { head, start: first, columns = columnsOf(this.#text.slice(first, start)) }: OpenTable): void {
    const table: LongTable = { head, columns };
    this.#openTable = { head, start, columns };
    this.#cut(start, { tableBefore: table }, table);
  }

  #leaveList(line: string): void {
    if (!line.startsWith(" ")) this.#item = undefined;
  }

  #mayCut(start: number): void {
    if (start - this.#begin.start >= this.length) this.#cut(start);
  }

  /** Ends the section before a line and begins another one with it. */
  #cut(start: number, { kind = "markdown", ...more }: Partial<Begin> = {}, tableAfter?: LongTable): void {
    if (start > this.#begin.start) this.#sections.push({ ...this.#section(start, false), tableAfter });
    this.#begin = { start, kind, ...more };
  }

  /** Ends a formula. */
  #close(end: number): void {
    this.#sections.push(this.#section(end, false));
    this.#begin = { start: end, kind: "markdown" };
    this.#blank = true;
    this.#item = undefined;
  }

  #section(end: number, open: boolean): Section {
    const text = this.#text.slice(this.#begin.start, end);
    return { ...this.#begin, text, open, definitions: open ? "" : this.#definitions.usedIn(text) };
  }

  #withDefinitions(ended: boolean): readonly Section[] {
    const { start, kind } = this.#begin;
    // A formula that has no end is none.
    const last: Section[] =
      start < this.#text.length ? [{ ...this.#section(this.#text.length, !ended), kind: ended ? "markdown" : kind }] : [];
    const isNew = this.#definitions.count > this.#defined;
    this.#defined = this.#definitions.count;
    if (isNew) this.#sections = this.#sections.map((section) => this.#define(section));
    return [...this.#sections, ...last.map((section) => this.#define(section))];
  }

  #define(section: Section): Section {
    const definitions = this.#definitions.usedIn(section.text);
    return definitions === section.definitions ? section : { ...section, definitions };
  }

  #reset(): void {
    this.#sections = [];
    this.#begin = { start: 0, kind: "markdown" };
    this.#scanned = 0;
    this.#definitions = new Definitions();
    this.#defined = 0;
    this.#fence = this.#html = this.#item = this.#row = this.#openTable = undefined;
    this.#blank = true;
  }
}
