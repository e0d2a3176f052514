import * as vscode from "vscode";
import { changedPart, type MarkedLine } from "./interleave.js";

/** Some lines of a document that are rewritten step by step; all steps are one for undo. */
export class Region {
  #lines: MarkedLine[];
  #start: number;
  #writing = 0;
  #begun = false;
  #lineCount = 0;
  /** The text before the first step; undefined once somebody else has changed the document. */
  #before: string | undefined;

  constructor(
    readonly document: vscode.TextDocument,
    start: number,
    readonly original: readonly string[],
  ) {
    this.#start = start;
    this.#before = document.getText();
    this.#lines = original.map((text) => ({ text, mark: "same" }));
  }

  get start(): number {
    return this.#start;
  }

  get lines(): readonly MarkedLine[] {
    return this.#lines;
  }

  get editor(): vscode.TextEditor | undefined {
    return vscode.window.visibleTextEditors.find(({ document }) => document === this.document);
  }

  /**
   * Writes lines in place of those that stand there.
   * @returns false where no editor shows the document, or it cannot be changed
   */
  async write(lines: readonly MarkedLine[], last = false): Promise<boolean> {
    const { editor } = this;
    if (!editor) return false;
    if (last && this.#begun) await this.#takeBack(editor);
    const part = changedPart(
      this.#lines.map(({ text }) => text),
      lines.map(({ text }) => text),
    );
    if (!part && !last) {
      this.#lines = [...lines];
      return true;
    }
    this.#writing++;
    try {
      const done = await editor.edit(
        (edit) => {
          if (part) this.#replace(edit, this.#start + part.start, this.#start + part.end, part.lines);
        },
        { undoStopBefore: !this.#begun, undoStopAfter: last },
      );
      this.#lineCount = this.document.lineCount;
      if (done) {
        this.#begun = true;
        this.#lines = [...lines];
      }
      return done;
    } finally {
      this.#writing--;
    }
  }

  /** Undoes the steps, so that what follows is the only one. A save in between, which is an end of a step, would make it several. */
  async #takeBack({ document }: vscode.TextEditor): Promise<void> {
    if (this.#before === undefined || vscode.window.activeTextEditor?.document !== document) return;
    this.#writing++;
    try {
      while (document.getText() !== this.#before) {
        const { version } = document;
        await vscode.commands.executeCommand("undo");
        if (document.version === version) return;
        this.#lines = this.#readFrom(document);
      }
      this.#begun = false;
    } finally {
      this.#writing--;
    }
  }

  /** The lines as they stand there now; whatever is below the region did not move against the end. */
  #readFrom(document: vscode.TextDocument): MarkedLine[] {
    const count = this.#lines.length + document.lineCount - this.#lineCount;
    this.#lineCount = document.lineCount;
    return Array.from({ length: count }, (_, at) => ({ text: document.lineAt(this.#start + at).text, mark: "same" }));
  }

  /** Follows a change of somebody else. @returns false when it went into the region so that its lines are no longer known */
  follow({ contentChanges, reason }: vscode.TextDocumentChangeEvent): boolean {
    if (this.#writing > 0) return true;
    this.#before = undefined;
    for (const { range, text } of contentChanges) {
      const moved = text.split(/\r\n|\r|\n/).length - 1 - (range.end.line - range.start.line);
      const end = this.#start + this.#lines.length;
      if (range.start.line >= end) continue;
      const before =
        range.end.line < this.#start || (range.end.line === this.#start && range.end.character === 0 && /(?:^|\n)$/.test(text));
      if (!before) return reason === undefined && moved === 0 && this.#edited(range.start.line, range.end.line);
      this.#start += moved;
    }
    return true;
  }

  /** Lines that the user changed are part of what is accepted. */
  #edited(from: number, to: number): boolean {
    if (from < this.#start || to >= this.#start + this.#lines.length) return false;
    this.#lines = this.#lines.map((line, at) =>
      this.#start + at < from || this.#start + at > to ? line : { text: this.document.lineAt(this.#start + at).text, mark: line.mark },
    );
    return true;
  }

  #replace(edit: vscode.TextEditorEdit, from: number, to: number, lines: readonly string[]): void {
    const { document } = this;
    const end = document.eol === vscode.EndOfLine.CRLF ? "\r\n" : "\n";
    if (to < document.lineCount) edit.replace(new vscode.Range(from, 0, to, 0), lines.map((line) => line + end).join(""));
    else if (from > 0)
      edit.replace(
        new vscode.Range(document.lineAt(from - 1).range.end, document.lineAt(to - 1).range.end),
        lines.map((line) => end + line).join(""),
      );
    else edit.replace(new vscode.Range(0, 0, to - 1, document.lineAt(to - 1).text.length), lines.join(end));
  }
}
