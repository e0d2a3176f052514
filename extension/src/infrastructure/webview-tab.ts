import * as vscode from "vscode";
import { DisposableOwner } from "./disposable.js";
import { webviewHtml } from "./webview-html.js";

export interface WebviewTabParts {
  extensionUri: vscode.Uri;
  /** Of the bundle: `webviews/<name>/main.tsx`. */
  name: string;
  title: string;
  receive: (message: unknown) => void;
  /** Keeps the document while another tab is before it, so that a form half filled in stays. */
  retain?: boolean;
}

/** A webview in an editor tab. There is one; asking for it again brings it to the front. */
export class WebviewTab<ToView> extends DisposableOwner {
  readonly #parts: WebviewTabParts;
  #panel: vscode.WebviewPanel | undefined;

  constructor(parts: WebviewTabParts) {
    super();
    this.#parts = parts;
    this.register({
      dispose: () => {
        this.#panel?.dispose();
      },
    });
  }

  show(): void {
    if (this.#panel) {
      this.#panel.reveal();
      return;
    }
    const { extensionUri, name, title, receive, retain = false } = this.#parts;
    const assets = vscode.Uri.joinPath(extensionUri, "dist", "webviews");
    const panel = vscode.window.createWebviewPanel(`aiChatLocal.${name}`, title, vscode.ViewColumn.Active, {
      enableScripts: true,
      enableFindWidget: true,
      localResourceRoots: [assets],
      retainContextWhenHidden: retain,
    });
    this.#panel = panel;
    panel.onDidDispose(() => (this.#panel = undefined));
    panel.webview.onDidReceiveMessage(receive);
    const asset = (file: string): string => panel.webview.asWebviewUri(vscode.Uri.joinPath(assets, file)).toString();
    panel.webview.html = webviewHtml({
      title,
      language: vscode.env.language,
      bundle: vscode.l10n.bundle,
      cspSource: panel.webview.cspSource,
      script: asset(`${name}.js`),
      style: asset(`${name}.css`),
    });
  }

  post(message: ToView): void {
    void this.#panel?.webview.postMessage(message);
  }
}
