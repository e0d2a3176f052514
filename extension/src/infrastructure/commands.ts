import * as vscode from "vscode";
import type { Disposable } from "./disposable.js";
import { describeError, oneLine } from "./errors.js";
import type { Log } from "./log.js";

export type RegisterCommand = (id: string, run: (...args: unknown[]) => unknown) => Disposable;

/** Registers commands, each within an error boundary: what goes wrong is logged and said once, with the log a click away. */
export function commandRegistrar(log: Log): RegisterCommand {
  return (id, run) =>
    vscode.commands.registerCommand(id, async (...args: unknown[]) => {
      try {
        await run(...args);
      } catch (error) {
        log.error(error instanceof Error ? error : String(error));
        const showLog = vscode.l10n.t("Show Log");
        const picked = await vscode.window.showErrorMessage(oneLine(describeError(error)), showLog);
        if (picked === showLog) await vscode.commands.executeCommand("aiChatLocal.showLog");
      }
    });
}
