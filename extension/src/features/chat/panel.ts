import * as vscode from "vscode";
import { DisposableOwner } from "../../infrastructure/disposable.js";
import { webviewHtml } from "../../infrastructure/webview-html.js";
import type { ToView } from "./messages.js";

export const chatViewId = "aiChatLocal.chat";

/** The chat view in the side bar: shows the webview and passes messages both ways. */
export class ChatPanel extends DisposableOwner implements vscode.WebviewViewProvider {
  readonly #extensionUri: vscode.Uri;
  readonly #receive: (message: unknown) => void;
  readonly #hidden: () => void;
  #view: vscode.WebviewView | undefined;

  /** @param hidden is called when the webview has lost its document */
  constructor(extensionUri: vscode.Uri, receive: (message: unknown) => void, hidden: () => void) {
    super();
    this.#extensionUri = extensionUri;
    this.#receive = receive;
    this.#hidden = hidden;
    this.register(vscode.window.registerWebviewViewProvider(chatViewId, this));
  }

  resolveWebviewView(view: vscode.WebviewView): void {
    this.#view = view;
    const assets = vscode.Uri.joinPath(this.#extensionUri, "dist", "webviews");
    const { webview } = view;
    webview.options = { enableScripts: true, localResourceRoots: [assets] };
    webview.onDidReceiveMessage(this.#receive);
    view.onDidChangeVisibility(() => {
      if (!view.visible) this.#hidden();
    });
    view.onDidDispose(() => {
      this.#view = undefined;
      this.#hidden();
    });
    const asset = (name: string): string => webview.asWebviewUri(vscode.Uri.joinPath(assets, name)).toString();
    webview.html = webviewHtml({
      title: vscode.l10n.t("AI Chat Local"),
      language: vscode.env.language,
      cspSource: webview.cspSource,
      script: asset("chat.js"),
      style: asset("chat.css"),
    });
  }

  post(message: ToView): void {
    void this.#view?.webview.postMessage(message);
  }

  /** Shows the view and gives it the keyboard. */
  async focus(): Promise<void> {
    await vscode.commands.executeCommand(`${chatViewId}.focus`);
  }
}
