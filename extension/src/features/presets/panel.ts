import * as vscode from "vscode";
import { DisposableOwner } from "../../infrastructure/disposable.js";
import { WebviewTab } from "../../infrastructure/webview-tab.js";
import type { Sidecar } from "../../sidecar/index.js";
import { PresetsBridge, type ModelList } from "./bridge.js";
import type { ToView } from "./messages.js";

/** The presets in an editor tab. */
export class PresetsPanel extends DisposableOwner {
  readonly #tab: WebviewTab<ToView>;

  constructor(extensionUri: vscode.Uri, sidecar: Sidecar, models: ModelList) {
    super();
    const bridge = this.register(
      new PresetsBridge(sidecar, models, (message) => {
        this.#tab.post(message);
      }),
    );
    this.#tab = this.register(
      new WebviewTab<ToView>({
        extensionUri,
        name: "presets",
        title: vscode.l10n.t("AI Chat Local: Presets"),
        receive: (message) => void bridge.receive(message),
        retain: true,
      }),
    );
  }

  show(): void {
    this.#tab.show();
  }
}
