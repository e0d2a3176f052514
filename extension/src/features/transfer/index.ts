import type * as vscode from "vscode";
import type { RegisterCommand } from "../../infrastructure/commands.js";
import { DisposableOwner, type Disposable } from "../../infrastructure/disposable.js";
import type { Sidecar } from "../../sidecar/index.js";
import { BackupNotices } from "./backup-notices.js";
import { backUpNow, restoreBackup, scheduleBackups } from "./backups.js";
import { exportAllChats, exportChat } from "./export-chats.js";
import { importChats } from "./import-chats.js";
import { printChat } from "./print-chat.js";

/**
 * Chats out of the history and into it.
 * @param lastChat tells which chat the view showed last
 */
export function addTransfer(
  context: vscode.ExtensionContext,
  sidecar: Sidecar,
  register: RegisterCommand,
  lastChat: () => string | undefined,
): Disposable {
  const owner = new DisposableOwner();
  owner.register(new BackupNotices(sidecar));
  owner.register(register("aiChatLocal.exportChat", () => exportChat(sidecar, lastChat())));
  owner.register(register("aiChatLocal.exportAllChats", () => exportAllChats(sidecar)));
  owner.register(register("aiChatLocal.importChats", () => importChats(sidecar)));
  owner.register(register("aiChatLocal.printChat", () => printChat(sidecar, lastChat(), context.globalStorageUri)));
  owner.register(register("aiChatLocal.backUpNow", () => backUpNow(sidecar)));
  owner.register(register("aiChatLocal.scheduleBackups", () => scheduleBackups(sidecar)));
  owner.register(register("aiChatLocal.restoreBackup", () => restoreBackup(sidecar)));
  return owner;
}
