import type * as vscode from "vscode";
import type { RegisterCommand } from "../../infrastructure/commands.js";
import { DisposableOwner, type Disposable } from "../../infrastructure/disposable.js";
import { lazily } from "../../infrastructure/lazily.js";
import type { Sidecar } from "../../sidecar/index.js";
import { LocalOnly } from "./local-only.js";
import { LocalOnlyStatusBar } from "./status-bar.js";

/**
 * Local only, and the view of what left this machine.
 * @param onTurn is called when Local only was turned: other models can be asked now
 */
export function addPrivacy(extensionUri: vscode.Uri, sidecar: Sidecar, register: RegisterCommand, onTurn: () => void): Disposable {
  const owner = new DisposableOwner();
  const localOnly = owner.register(new LocalOnly(sidecar));
  const ledger = lazily(async () => {
    const { LedgerPanel } = await import("./ledger-panel.js");
    return owner.register(new LedgerPanel(extensionUri, sidecar, localOnly));
  });
  owner.register(new LocalOnlyStatusBar(localOnly));
  owner.register(sidecar.on("privacy/changed", onTurn));
  owner.register(register("aiChatLocal.toggleLocalOnly", async () => (await import("./toggle.js")).toggleLocalOnly(localOnly)));
  owner.register(register("aiChatLocal.showLedger", async () => (await ledger()).show()));
  return owner;
}
