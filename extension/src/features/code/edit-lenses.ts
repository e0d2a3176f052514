import * as vscode from "vscode";
import { DisposableOwner } from "../../infrastructure/disposable.js";
import type { QuickEdit } from "./quick-edit.js";

/** What can be done with an edit, above its first line. */
export class EditLenses extends DisposableOwner implements vscode.CodeLensProvider {
  readonly #changed = this.register(new vscode.EventEmitter<void>());
  readonly onDidChangeCodeLenses = this.#changed.event;
  readonly #find: (document: vscode.TextDocument) => QuickEdit | undefined;

  constructor(find: (document: vscode.TextDocument) => QuickEdit | undefined) {
    super();
    this.#find = find;
    this.register(vscode.languages.registerCodeLensProvider({ scheme: "*" }, this));
  }

  refresh(): void {
    this.#changed.fire();
  }

  provideCodeLenses(document: vscode.TextDocument): vscode.CodeLens[] {
    const edit = this.#find(document);
    if (!edit || edit.state === "ended") return [];
    const at = new vscode.Range(edit.region.start, 0, edit.region.start, 0);
    const lens = (title: string, command: string): vscode.CodeLens => new vscode.CodeLens(at, { title, command });
    if (edit.state === "streaming")
      return [lens(`$(loading~spin) ${vscode.l10n.t("The model is editing. Stop (Escape)")}`, "aiChatLocal.rejectEdit")];
    const enter = process.platform === "darwin" ? "⌘Enter" : vscode.l10n.t("Ctrl+Enter");
    return [
      lens(`$(check) ${vscode.l10n.t("Accept ({0})", enter)}`, "aiChatLocal.acceptEdit"),
      lens(`$(close) ${vscode.l10n.t("Reject (Escape)")}`, "aiChatLocal.rejectEdit"),
      lens(`$(edit) ${vscode.l10n.t("Edit again")}`, "aiChatLocal.editAgain"),
    ];
  }
}
