import * as vscode from "vscode";
import { webviewHtml } from "../../infrastructure/webview-html.js";

/**
 * Puts the chat into a webview.
 * @param tab what the view keeps with its state, so that a tab is known again after a reload of the window
 */
export function showChatPage(webview: vscode.Webview, extensionUri: vscode.Uri, tab?: string): void {
  const assets = vscode.Uri.joinPath(extensionUri, "dist", "webviews");
  webview.options = { enableScripts: true, localResourceRoots: [assets] };
  const asset = (name: string): string => webview.asWebviewUri(vscode.Uri.joinPath(assets, name)).toString();
  webview.html = webviewHtml({
    title: vscode.l10n.t("AI Chat Local"),
    language: vscode.env.language,
    bundle: vscode.l10n.bundle,
    cspSource: webview.cspSource,
    script: asset("chat.js"),
    style: asset("chat.css"),
    workers: true,
    ...(tab === undefined ? {} : { tab }),
  });
}
