import { homedir } from "node:os";
import path from "node:path";
import * as vscode from "vscode";
import type { ExportFormat } from "../../../../shared-protocol/generated/protocol.js";
import { plural } from "../../infrastructure/l10n.js";
import type { Sidecar } from "../../sidecar/index.js";
import { day, fileNameOf } from "./file-name.js";
import { pickChat } from "./pick-chat.js";
import { withTransfer } from "./progress.js";

interface FormatItem extends vscode.QuickPickItem {
  format: ExportFormat;
  includeThinking: boolean;
  ending: string;
}

export async function exportChat(sidecar: Sidecar, lastChat: string | undefined): Promise<void> {
  const chat = await pickChat(sidecar, vscode.l10n.t("Export Chat"), lastChat);
  if (chat) await exportChats(sidecar, fileNameOf(chat.title), [chat.chatId]);
}

export function exportAllChats(sidecar: Sidecar): Promise<void> {
  return exportChats(sidecar, `ai-chat-local-${day(new Date())}`);
}

async function exportChats(sidecar: Sidecar, name: string, chatIds?: string[]): Promise<void> {
  const picked = await pickFormat(chatIds === undefined ? ["json", "html", "markdown"] : ["markdown", "html", "json"]);
  if (!picked) return;
  const target = await vscode.window.showSaveDialog({
    title: vscode.l10n.t("Export to"),
    defaultUri: vscode.Uri.file(path.join(folder(), `${name}.${picked.ending}`)),
    filters: { [picked.label]: [picked.ending] },
  });
  if (!target) return;
  const { format, includeThinking } = picked;
  const done = await withTransfer(sidecar, vscode.l10n.t("Exporting chats"), (transferId, token) =>
    sidecar.request("chat/export", { format, includeThinking, path: target.fsPath, transferId, ...(chatIds ? { chatIds } : {}) }, token),
  );
  if (!done) return;
  const open = vscode.l10n.t("Open");
  const said = vscode.l10n.t(
    "Exported {0} with {1} to {2}.",
    plural(vscode.l10n.t("{0} chat|{0} chats"), done.chats),
    plural(vscode.l10n.t("{0} message|{0} messages"), done.messages),
    target.fsPath,
  );
  if ((await vscode.window.showInformationMessage(said, open)) === open) await vscode.commands.executeCommand("vscode.open", target);
}

async function pickFormat(order: ExportFormat[]): Promise<FormatItem | undefined> {
  const items: FormatItem[] = order.flatMap((format): FormatItem[] => {
    if (format === "json") {
      const detail = vscode.l10n.t("Everything, all branches and thinking: can be imported again without loss");
      return [{ label: "JSON", detail, format, includeThinking: true, ending: "json" }];
    }
    const [label, ending] = format === "markdown" ? ["Markdown", "md"] : ["HTML", "html"];
    const detail =
      format === "markdown"
        ? vscode.l10n.t("The current branch, as text with headings")
        : vscode.l10n.t("The current branch, as a page in one file that opens offline and prints");
    return [
      { label, detail, format, includeThinking: false, ending },
      { label: vscode.l10n.t("{0} with thinking", label), format, includeThinking: true, ending },
    ];
  });
  return vscode.window.showQuickPick(items, {
    title: vscode.l10n.t("Export as"),
    placeHolder: vscode.l10n.t("Choose a format"),
    matchOnDetail: true,
  });
}

function folder(): string {
  const workspace = vscode.workspace.workspaceFolders?.[0]?.uri;
  return workspace?.scheme === "file" ? workspace.fsPath : homedir();
}
