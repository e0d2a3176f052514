import * as vscode from "vscode";
import type { Sidecar } from "../../sidecar/index.js";
import { fileNameOf } from "./file-name.js";
import { pickChat, type PickedChat } from "./pick-chat.js";
import { withTransfer } from "./progress.js";

export async function printChat(sidecar: Sidecar, lastChat: string | undefined, storage: vscode.Uri): Promise<void> {
  const chat = await pickChat(sidecar, vscode.l10n.t("Print Chat"), lastChat);
  if (chat) await printOne(sidecar, chat, storage);
}

/** Makes a page of a chat and opens it in the browser, which prints it. The page of the time before is removed. */
export async function printOne(sidecar: Sidecar, chat: PickedChat, storage: vscode.Uri): Promise<void> {
  const folder = vscode.Uri.joinPath(storage, "print");
  await removeAll(folder);
  await vscode.workspace.fs.createDirectory(folder);
  const page = vscode.Uri.joinPath(folder, `${fileNameOf(chat.title)}.html`);
  const done = await withTransfer(sidecar, vscode.l10n.t("Making the page"), (transferId, token) =>
    sidecar.request("chat/export", { format: "html", chatIds: [chat.chatId], path: page.fsPath, transferId }, token),
  );
  if (!done) return;
  if (await opened(page)) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t("The chat is open in your browser. Print it there; “Save as PDF” is one of the printers."),
    );
    return;
  }
  const show = vscode.l10n.t("Show the File");
  const said = vscode.l10n.t(
    "No browser on this machine could be opened. The page is {0}: open it in a browser and print it there.",
    page.fsPath,
  );
  if ((await vscode.window.showWarningMessage(said, show)) === show) await vscode.commands.executeCommand("vscode.open", page);
}

/** In a window that shows another machine, or in a browser, there is none that opens a file of this one. */
async function opened(page: vscode.Uri): Promise<boolean> {
  if (vscode.env.uiKind === vscode.UIKind.Web || vscode.env.remoteName !== undefined) return false;
  return vscode.env.openExternal(page);
}

async function removeAll(folder: vscode.Uri): Promise<void> {
  try {
    await vscode.workspace.fs.delete(folder, { recursive: true });
  } catch {
    // There was none.
  }
}
