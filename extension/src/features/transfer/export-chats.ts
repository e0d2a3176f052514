import { homedir } from "node:os";
import path from "node:path";
import * as vscode from "vscode";
import type { ChatExportParams, ExportFormat } from "../../../../shared-protocol/generated/protocol.js";
import { plural } from "../../infrastructure/l10n.js";
import type { Sidecar } from "../../sidecar/index.js";
import { day, fileNameOf } from "./file-name.js";
import { pickChat, type PickedChat } from "./pick-chat.js";
import { withTransfer } from "./progress.js";

interface FormatItem extends vscode.QuickPickItem {
  format: ExportFormat;
  includeThinking: boolean;
  ending: string;
}

export async function exportChat(sidecar: Sidecar, lastChat: string | undefined): Promise<void> {
  const chat = await pickChat(sidecar, vscode.l10n.t("Export Chat"), lastChat);
  if (chat) await exportOne(sidecar, chat);
}

/** @param messageId only this message */
export function exportOne(sidecar: Sidecar, { chatId, title }: PickedChat, messageId?: string): Promise<void> {
  return exportChats(sidecar, fileNameOf(title), { chatIds: [chatId], ...(messageId === undefined ? {} : { messageId }) });
}

export function exportAllChats(sidecar: Sidecar): Promise<void> {
  return exportChats(sidecar, `ai-chat-local-${day(new Date())}`);
}

/** What is exported; all chats where nothing is said. */
type What = Pick<ChatExportParams, "chatIds" | "messageId">;

async function exportChats(sidecar: Sidecar, name: string, what: What = {}): Promise<void> {
  const picked = await pickFormat(what);
  if (!picked) return;
  const target = await vscode.window.showSaveDialog({
    title: vscode.l10n.t("Export to"),
    defaultUri: vscode.Uri.file(path.join(folder(), `${name}.${picked.ending}`)),
    filters: { [picked.label]: [picked.ending] },
  });
  if (!target) return;
  const { format, includeThinking } = picked;
  const done = await withTransfer(sidecar, vscode.l10n.t("Exporting chats"), (transferId, token) =>
    sidecar.request("chat/export", { format, includeThinking, path: target.fsPath, transferId, ...what }, token),
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

async function pickFormat({ chatIds, messageId }: What): Promise<FormatItem | undefined> {
  const order: ExportFormat[] = chatIds === undefined ? ["json", "html", "markdown"] : ["markdown", "html", "json"];
  const details = messageId === undefined ? ofChats() : ofMessage();
  const items: FormatItem[] = order.flatMap((format): FormatItem[] => {
    if (format === "json") {
      return [{ label: "JSON", detail: details.json, format, includeThinking: true, ending: "json" }];
    }
    const [label, ending] = format === "markdown" ? ["Markdown", "md"] : ["HTML", "html"];
    return [
      { label, detail: details[format], format, includeThinking: false, ending },
      { label: vscode.l10n.t("{0} with thinking", label), format, includeThinking: true, ending },
    ];
  });
  return vscode.window.showQuickPick(items, {
    title: vscode.l10n.t("Export as"),
    placeHolder: vscode.l10n.t("Choose a format"),
    matchOnDetail: true,
  });
}

const ofChats = (): Record<ExportFormat, string> => ({
  markdown: vscode.l10n.t("The current branch, as text with headings"),
  html: vscode.l10n.t("The current branch, as a page in one file that opens offline and prints"),
  json: vscode.l10n.t("Everything, all branches and thinking: can be imported again without loss"),
});

const ofMessage = (): Record<ExportFormat, string> => ({
  markdown: vscode.l10n.t("The message, as text"),
  html: vscode.l10n.t("The message, as a page in one file that opens offline and prints"),
  json: vscode.l10n.t("The message and those that lead to it: can be imported again"),
});

function folder(): string {
  const workspace = vscode.workspace.workspaceFolders?.[0]?.uri;
  return workspace?.scheme === "file" ? workspace.fsPath : homedir();
}
