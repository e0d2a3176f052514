import * as vscode from "vscode";
import type { SelectionPart } from "../../../../shared-protocol/generated/protocol.js";
import { UserError } from "../../infrastructure/errors.js";
import { toSelectionPart } from "./selection.js";

/** The selection of the active editor, with where it stands. */
export function captureSelection(): SelectionPart {
  const editor = vscode.window.activeTextEditor;
  const part =
    editor &&
    toSelectionPart({
      fileName: vscode.workspace.asRelativePath(editor.document.uri),
      languageId: editor.document.languageId,
      start: editor.selection.start,
      end: editor.selection.end,
      text: editor.document.getText(editor.selection),
    });
  if (part) return part;
  throw new UserError(vscode.l10n.t("Nothing is selected."), {
    kind: "noSelection",
    fix: vscode.l10n.t("Select some lines in an editor, then try again."),
    retryable: true,
  });
}
