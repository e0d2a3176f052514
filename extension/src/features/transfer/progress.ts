import { randomUUID } from "node:crypto";
import * as vscode from "vscode";
import type { Sidecar } from "../../sidecar/index.js";

/**
 * Runs a transfer under a notification that tells how far it is and can stop it.
 * @returns undefined when it was stopped
 */
export async function withTransfer<T>(
  sidecar: Sidecar,
  title: string,
  run: (transferId: string, token: vscode.CancellationToken) => Promise<T>,
): Promise<T | undefined> {
  const transferId = randomUUID();
  return vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title, cancellable: true },
    async (progress, token) => {
      let shown = 0;
      const listening = sidecar.on("transfer/progress", (told) => {
        if (told.transferId !== transferId) return;
        const message = told.total === undefined ? String(told.done) : `${told.done} / ${told.total}`;
        const percent = told.total === undefined ? 0 : (100 * told.done) / told.total;
        progress.report({ message, increment: Math.max(0, percent - shown) });
        shown = Math.max(shown, percent);
      });
      try {
        return await run(transferId, token);
      } catch (error) {
        if (token.isCancellationRequested) return undefined;
        throw error;
      } finally {
        listening.dispose();
      }
    },
  );
}
