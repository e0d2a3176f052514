import * as vscode from "vscode";
import { DisposableOwner } from "../../infrastructure/disposable.js";

const scheme = "aichatlocal-report";

/** What is to be read about an import, as documents that nobody is asked to save. The last of each title is there until the window is closed. */
export class Reports extends DisposableOwner implements vscode.TextDocumentContentProvider {
  readonly #texts = new Map<string, string>();
  readonly #changed = this.register(new vscode.EventEmitter<vscode.Uri>());
  readonly onDidChange = this.#changed.event;

  constructor() {
    super();
    this.register(vscode.workspace.registerTextDocumentContentProvider(scheme, this));
  }

  provideTextDocumentContent(uri: vscode.Uri): string {
    return this.#texts.get(uri.path) ?? vscode.l10n.t("This is kept only until the window is closed or loaded anew.");
  }

  /** Shows Markdown as it is meant to be read; as its source where VS Code's own preview is disabled. */
  async show(title: string, markdown: string): Promise<void> {
    const uri = vscode.Uri.from({ scheme, path: `/${title}.md` });
    this.#texts.set(uri.path, markdown);
    this.#changed.fire(uri);
    try {
      await vscode.commands.executeCommand("markdown.showPreview", uri);
    } catch {
      await vscode.window.showTextDocument(uri, { preview: false });
    }
  }
}
