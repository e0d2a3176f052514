import * as vscode from "vscode";
import { UserError } from "../../infrastructure/errors.js";
import { commonIndent, indentOf, reindent, splitLines } from "./indent.js";

/** Puts code in place of what is selected, as deeply indented as that was. */
export async function replaceSelection(text: string): Promise<void> {
  const editor = vscode.window.activeTextEditor ?? vscode.window.visibleTextEditors[0];
  if (!editor || editor.selection.isEmpty) {
    throw new UserError(vscode.l10n.t("Nothing is selected that could be replaced."), {
      kind: "noSelection",
      fix: vscode.l10n.t("Select the code that is to be replaced, or insert at the cursor."),
      retryable: true,
    });
  }
  const { document, selection } = editor;
  const done = await editor.edit((edit) => {
    edit.replace(
      selection,
      inPlaceOf(document.getText(selection), document.lineAt(selection.start.line).text, selection.start.character, text),
    );
  });
  if (done) return;
  throw new UserError(vscode.l10n.t("The selection could not be replaced."), {
    kind: "readOnlyEditor",
    why: vscode.l10n.t("The file cannot be changed."),
    fix: vscode.l10n.t("Open a file that can be written, or put the code into a new file."),
    retryable: true,
  });
}

/**
 * @param line the line that the selection begins in
 * @param column where in it
 */
export function inPlaceOf(selected: string, line: string, column: number, text: string): string {
  const lines = splitLines(text);
  const indent = indentOf(line);
  const [first, ...rest] = reindent(lines, commonIndent(lines), indent);
  // What stands before the selection stays: it is the indentation, or a part of the line.
  const begin = column === 0 ? (first ?? "") : (first ?? "").trimStart();
  const body = [begin, ...rest].join("\n").replace(/\s+$/, "");
  return /\n\s*$/.test(selected) && selected.trim() !== "" ? `${body}\n` : body;
}
