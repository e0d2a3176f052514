import * as vscode from "vscode";
import { DisposableOwner } from "../../infrastructure/disposable.js";
import type { Sidecar } from "../../sidecar/index.js";
import type { ModelCatalog } from "./model-catalog.js";
import { statusText, type Severity } from "./status-text.js";

const backgrounds: Record<Severity, vscode.ThemeColor | undefined> = {
  none: undefined,
  warning: new vscode.ThemeColor("statusBarItem.warningBackground"),
  error: new vscode.ThemeColor("statusBarItem.errorBackground"),
};

/** Model and state; a click changes the model. */
export class ModelStatusBar extends DisposableOwner {
  readonly #item = this.register(vscode.window.createStatusBarItem("aiChatLocal.model", vscode.StatusBarAlignment.Right, 100));
  readonly #sidecar: Sidecar;
  readonly #catalog: ModelCatalog;

  constructor(sidecar: Sidecar, catalog: ModelCatalog) {
    super();
    this.#sidecar = sidecar;
    this.#catalog = catalog;
    this.#item.name = vscode.l10n.t("AI Chat Local: Model");
    this.#item.command = "aiChatLocal.selectModel";
    const update = (): void => {
      this.#update();
    };
    this.register(sidecar.onState(update));
    this.register(catalog.onChange(update));
    update();
    this.#item.show();
  }

  #update(): void {
    const { icon, label, tooltip, severity } = statusText(this.#sidecar.state, this.#catalog.chosen);
    this.#item.text = `$(${icon}) ${label}`;
    this.#item.tooltip = tooltip;
    this.#item.accessibilityInformation = { label: vscode.l10n.t("AI Chat Local, {0}. {1}", label, tooltip), role: "button" };
    this.#item.backgroundColor = backgrounds[severity];
  }
}
