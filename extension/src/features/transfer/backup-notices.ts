import * as vscode from "vscode";
import { DisposableOwner } from "../../infrastructure/disposable.js";
import { oneLine } from "../../infrastructure/errors.js";
import type { Sidecar } from "../../sidecar/index.js";

/** Tells when a backup by schedule could not be made. One that was made says nothing. */
export class BackupNotices extends DisposableOwner {
  constructor(sidecar: Sidecar) {
    super();
    this.register(
      sidecar.on("backup/ended", ({ error }) => {
        if (error) void this.#tell(oneLine(error));
      }),
    );
  }

  async #tell(message: string): Promise<void> {
    const change = vscode.l10n.t("Change the Schedule");
    if ((await vscode.window.showWarningMessage(message, change)) === change) {
      await vscode.commands.executeCommand("aiChatLocal.scheduleBackups");
    }
  }
}
