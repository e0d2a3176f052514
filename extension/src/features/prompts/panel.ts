import * as vscode from "vscode";
import { DisposableOwner } from "../../infrastructure/disposable.js";
import { WebviewTab } from "../../infrastructure/webview-tab.js";
import type { Sidecar } from "../../sidecar/index.js";
import { PromptsBridge } from "./bridge.js";
import type { ToView } from "./messages.js";

/** The prompt library in an editor tab. */
export class PromptsPanel extends DisposableOwner {
  readonly #tab: WebviewTab<ToView>;

  constructor(extensionUri: vscode.Uri, sidecar: Sidecar) {
    super();
    const bridge = new PromptsBridge(sidecar, (message) => {
      this.#tab.post(message);
    });
    this.#tab = this.register(
      new WebviewTab<ToView>({
        extensionUri,
        name: "prompts",
        title: vscode.l10n.t("AI Chat Local: Prompts"),
        receive: (message) => void bridge.receive(message),
        retain: true,
      }),
    );
  }

  show(): void {
    this.#tab.show();
  }
}
