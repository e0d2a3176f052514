import * as vscode from "vscode";
import { UserError } from "../../infrastructure/errors.js";
import type { AttachmentFiles } from "./kept-drafts.js";

/** Of all chats of a view together. Pictures are most of it. */
const mostCharacters = 64 * 1024 * 1024;

const tooLarge = (): UserError =>
  new UserError(vscode.l10n.t("What is attached cannot be kept over a reload of the window."), {
    kind: "notKept",
    why: vscode.l10n.t("It is too large."),
    fix: vscode.l10n.t("Ask before you close the window, or attach less."),
    retryable: false,
  });

/** In the storage that VS Code gives the extension for the workspace. */
export function attachmentFiles({ storageUri, globalStorageUri }: vscode.ExtensionContext): AttachmentFiles {
  const folder = vscode.Uri.joinPath(storageUri ?? globalStorageUri, "attached");
  const fileOf = (view: string): vscode.Uri => vscode.Uri.joinPath(folder, `${view}.json`);
  return {
    read: async (view) => {
      try {
        return new TextDecoder().decode(await vscode.workspace.fs.readFile(fileOf(view)));
      } catch {
        return undefined; // There is none.
      }
    },
    write: async (view, text) => {
      if (text !== undefined && text.length > mostCharacters) throw tooLarge();
      if (text !== undefined) await vscode.workspace.fs.writeFile(fileOf(view), new TextEncoder().encode(text));
      else await Promise.resolve(vscode.workspace.fs.delete(fileOf(view))).catch(() => undefined);
    },
  };
}
