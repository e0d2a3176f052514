import type * as vscode from "vscode";
import type { RegisterCommand } from "../../infrastructure/commands.js";
import { DisposableOwner, type Disposable } from "../../infrastructure/disposable.js";
import type { Sidecar } from "../../sidecar/index.js";
import { BackupNotices } from "./backup-notices.js";
import { Reports } from "./reports.js";

/**
 * Chats out of the history and into it. What carries it out runs only once it is asked for.
 * @param lastChat tells which chat the view showed last
 */
export function addTransfer(
  context: vscode.ExtensionContext,
  sidecar: Sidecar,
  register: RegisterCommand,
  lastChat: () => Promise<string | undefined>,
): Disposable {
  const owner = new DisposableOwner();
  owner.register(new BackupNotices(sidecar));
  const reports = owner.register(new Reports());
  owner.register(register("aiChatLocal.exportChat", async () => (await import("./export-chats.js")).exportChat(sidecar, await lastChat())));
  owner.register(register("aiChatLocal.exportAllChats", async () => (await import("./export-chats.js")).exportAllChats(sidecar)));
  owner.register(register("aiChatLocal.importChats", async () => (await import("./import-chats.js")).importChats(sidecar, reports)));
  owner.register(
    register("aiChatLocal.printChat", async () =>
      (await import("./print-chat.js")).printChat(sidecar, await lastChat(), context.globalStorageUri),
    ),
  );
  owner.register(register("aiChatLocal.backUpNow", async () => (await import("./backups.js")).backUpNow(sidecar)));
  owner.register(register("aiChatLocal.scheduleBackups", async () => (await import("./backups.js")).scheduleBackups(sidecar)));
  owner.register(register("aiChatLocal.restoreBackup", async () => (await import("./backups.js")).restoreBackup(sidecar)));
  return owner;
}
