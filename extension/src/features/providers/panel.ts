import * as vscode from "vscode";
import { DisposableOwner } from "../../infrastructure/disposable.js";
import { webviewHtml } from "../../infrastructure/webview-html.js";
import type { Sidecar } from "../../sidecar/index.js";
import type { PickedFile } from "./messages.js";
import { ProvidersBridge, type ModelChoice } from "./bridge.js";

/** The providers in an editor tab. There is one; asking for it again brings it to the front. */
export class ProvidersPanel extends DisposableOwner {
  readonly #extensionUri: vscode.Uri;
  readonly #bridge: ProvidersBridge;
  #panel: vscode.WebviewPanel | undefined;

  constructor(extensionUri: vscode.Uri, sidecar: Sidecar, models: ModelChoice, showLog: () => void) {
    super();
    this.#extensionUri = extensionUri;
    this.#bridge = this.register(
      new ProvidersBridge(
        sidecar,
        models,
        (message) => {
          void this.#panel?.webview.postMessage(message);
        },
        showLog,
        pickFile,
      ),
    );
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
    const title = vscode.l10n.t("AI Chat Local: Providers");
    const assets = vscode.Uri.joinPath(this.#extensionUri, "dist", "webviews");
    const panel = vscode.window.createWebviewPanel("aiChatLocal.providers", title, vscode.ViewColumn.Active, {
      enableScripts: true,
      enableFindWidget: true,
      localResourceRoots: [assets],
      // A form half filled in stays when another tab comes before it, without its key being written anywhere.
      retainContextWhenHidden: true,
    });
    this.#panel = panel;
    panel.onDidDispose(() => (this.#panel = undefined));
    panel.webview.onDidReceiveMessage((message: unknown) => void this.#bridge.receive(message));
    const asset = (name: string): string => panel.webview.asWebviewUri(vscode.Uri.joinPath(assets, name)).toString();
    panel.webview.html = webviewHtml({
      title,
      language: vscode.env.language,
      cspSource: panel.webview.cspSource,
      script: asset("providers.js"),
      style: asset("providers.css"),
    });
  }
}

async function pickFile(field: PickedFile): Promise<string | undefined> {
  const title = {
    clientCertificate: vscode.l10n.t("Client certificate"),
    clientKey: vscode.l10n.t("Private key of the client certificate"),
    caFile: vscode.l10n.t("File with certificate authorities"),
  }[field];
  const [chosen] = (await vscode.window.showOpenDialog({ title, canSelectMany: false })) ?? [];
  return chosen?.fsPath;
}
