import * as vscode from "vscode";
import type { RegisterCommand } from "../../infrastructure/commands.js";
import { DisposableOwner, type Disposable } from "../../infrastructure/disposable.js";
import { oneLine } from "../../infrastructure/errors.js";
import type { Sidecar } from "../../sidecar/index.js";

/** The log, the restart, and the word that the sidecar was given up. */
export function addLifecycle(sidecar: Sidecar, register: RegisterCommand, showLog: () => void): Disposable {
  const owner = new DisposableOwner();
  owner.register(register("aiChatLocal.showLog", showLog));
  owner.register(register("aiChatLocal.restartSidecar", () => sidecar.restart()));
  owner.register(
    sidecar.onState((state) => {
      if (state.state === "failed") void sayFailed(oneLine(state.error), sidecar, showLog);
    }),
  );
  owner.register(
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration("aiChatLocal.dataDirectory") && sidecar.state.state !== "idle") void sidecar.restart();
    }),
  );
  return owner;
}

async function sayFailed(message: string, sidecar: Sidecar, showLog: () => void): Promise<void> {
  const restart = vscode.l10n.t("Restart");
  const log = vscode.l10n.t("Show Log");
  const picked = await vscode.window.showErrorMessage(message, restart, log);
  if (picked === restart) await sidecar.restart();
  else if (picked === log) showLog();
}
