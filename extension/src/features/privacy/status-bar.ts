import * as vscode from "vscode";
import { DisposableOwner } from "../../infrastructure/disposable.js";
import type { LocalOnly } from "./local-only.js";

/** Stands in the status bar while Local only is on; a click turns it off. */
export class LocalOnlyStatusBar extends DisposableOwner {
  #item: vscode.StatusBarItem | undefined;

  constructor(localOnly: LocalOnly) {
    super();
    const update = (): void => {
      if (localOnly.on === true) (this.#item ??= this.register(createItem())).show();
      else this.#item?.hide();
    };
    this.register(localOnly.onChange(update));
    update();
  }
}

function createItem(): vscode.StatusBarItem {
  const item = vscode.window.createStatusBarItem("aiChatLocal.localOnly", vscode.StatusBarAlignment.Right, 99);
  const label = vscode.l10n.t("Local only");
  const tooltip = vscode.l10n.t("AI Chat Local asks nothing but this machine. Click to allow other servers again.");
  item.name = vscode.l10n.t("AI Chat Local: Local Only");
  item.text = `$(shield) ${label}`;
  item.tooltip = tooltip;
  item.accessibilityInformation = { label: vscode.l10n.t("AI Chat Local, Local only is on. {0}", tooltip), role: "button" };
  item.command = "aiChatLocal.toggleLocalOnly";
  return item;
}
