import * as vscode from "vscode";
import type { Mark, MarkedLine } from "./interleave.js";

/** How lines that come and go look; with a sign in the margin of the text, so that it is not told by colour alone. */
export class Decorations {
  readonly #types: ReadonlyMap<Mark, vscode.TextEditorDecorationType> = new Map([
    [
      "removed",
      vscode.window.createTextEditorDecorationType({
        isWholeLine: true,
        backgroundColor: new vscode.ThemeColor("diffEditor.removedLineBackground"),
        overviewRulerColor: new vscode.ThemeColor("editorOverviewRuler.deletedForeground"),
        textDecoration: "line-through",
        border: "1px dashed",
        borderColor: new vscode.ThemeColor("diffEditor.removedTextBorder"),
      }),
    ],
    [
      "added",
      vscode.window.createTextEditorDecorationType({
        isWholeLine: true,
        backgroundColor: new vscode.ThemeColor("diffEditor.insertedLineBackground"),
        overviewRulerColor: new vscode.ThemeColor("editorOverviewRuler.addedForeground"),
        border: "1px solid",
        borderColor: new vscode.ThemeColor("diffEditor.insertedTextBorder"),
      }),
    ],
    ["waiting", vscode.window.createTextEditorDecorationType({ isWholeLine: true, opacity: "0.55" })],
  ]);

  show(editor: vscode.TextEditor, start: number, lines: readonly MarkedLine[]): void {
    for (const [mark, type] of this.#types) {
      const ranges = lines.flatMap((line, at) =>
        line.mark === mark ? [new vscode.Range(start + at, 0, start + at, line.text.length)] : [],
      );
      editor.setDecorations(type, ranges);
    }
  }

  clear(editor: vscode.TextEditor): void {
    for (const type of this.#types.values()) editor.setDecorations(type, []);
  }

  dispose(): void {
    for (const type of this.#types.values()) type.dispose();
  }
}
