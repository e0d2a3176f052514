import * as vscode from "vscode";
import { DisposableOwner } from "../../infrastructure/disposable.js";
import { WebviewTab } from "../../infrastructure/webview-tab.js";
import type { Sidecar } from "../../sidecar/index.js";
import type { PickedFile } from "./messages.js";
import { ProvidersBridge, type ModelChoice } from "./bridge.js";
import type { ToView } from "./messages.js";

/** The providers in an editor tab. */
export class ProvidersPanel extends DisposableOwner {
  readonly #tab: WebviewTab<ToView>;

  constructor(extensionUri: vscode.Uri, sidecar: Sidecar, models: ModelChoice, showLog: () => void) {
    super();
    const bridge = this.register(
      new ProvidersBridge(
        sidecar,
        models,
        (message) => {
          this.#tab.post(message);
        },
        showLog,
        pickFile,
      ),
    );
    this.#tab = this.register(
      new WebviewTab<ToView>({
        extensionUri,
        name: "providers",
        title: vscode.l10n.t("AI Chat Local: Providers"),
        receive: (message) => void bridge.receive(message),
        // A form half filled in stays, without its key being written anywhere.
        retain: true,
      }),
    );
  }

  show(): void {
    this.#tab.show();
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
