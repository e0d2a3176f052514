import { homedir } from "node:os";
import path from "node:path";
import * as vscode from "vscode";
import type { BackupListResult, BackupSchedule } from "../../../../shared-protocol/generated/protocol.js";
import { language, plural } from "../../infrastructure/l10n.js";
import type { Sidecar } from "../../sidecar/index.js";
import { day } from "./file-name.js";

const byDefault = { hours: 24, keep: 7 };

export async function backUpNow(sidecar: Sidecar): Promise<void> {
  const target = await vscode.window.showSaveDialog({
    title: vscode.l10n.t("Back up all chats to"),
    defaultUri: vscode.Uri.file(path.join(homedir(), `ai-chat-local-${day(new Date())}.db`)),
    filters: { [vscode.l10n.t("Backups")]: ["db"] },
  });
  if (!target) return;
  const made = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: vscode.l10n.t("Backing up") },
    () => sidecar.request("backup/create", { path: target.fsPath }),
  );
  void vscode.window.showInformationMessage(vscode.l10n.t("All chats are backed up in {0} ({1}).", made.path, size(made.sizeBytes)));
}

export async function scheduleBackups(sidecar: Sidecar): Promise<void> {
  const { schedule: before } = await sidecar.request("backup/list", {});
  const choice = await pickInterval(before);
  if (!choice) return;
  if (choice.hours === undefined) {
    await sidecar.request("backup/setSchedule", {});
    void vscode.window.showInformationMessage(vscode.l10n.t("No backups are made by themselves any more. Those that are there stay."));
    return;
  }
  const folder = await vscode.window.showOpenDialog({
    title: vscode.l10n.t("Folder for the backups"),
    openLabel: vscode.l10n.t("Back Up Here"),
    canSelectFiles: false,
    canSelectFolders: true,
    ...(before ? { defaultUri: vscode.Uri.file(before.folder) } : {}),
  });
  const keep = folder?.[0] && (await askForKeep(before));
  if (!folder?.[0] || keep === undefined) return;
  const { schedule } = await sidecar.request("backup/setSchedule", {
    schedule: { everyHours: choice.hours, folder: folder[0].fsPath, keep },
  });
  if (schedule) {
    void vscode.window.showInformationMessage(
      plural(
        vscode.l10n.t(
          "A backup is made every {1} hours into {2}; the newest one is kept.|A backup is made every {1} hours into {2}; the newest {0} are kept.",
        ),
        schedule.keep,
        schedule.everyHours,
        schedule.folder,
      ),
    );
  }
}

export async function restoreBackup(sidecar: Sidecar): Promise<void> {
  const file = await pickBackup(sidecar.request("backup/list", {}));
  if (file === undefined) return;
  const restore = vscode.l10n.t("Restore");
  const sure = await vscode.window.showWarningMessage(
    vscode.l10n.t("Put this backup in place of all chats?"),
    {
      modal: true,
      detail: vscode.l10n.t("{0}\n\nThe chats of now are kept in a file beside the database, and can be restored in the same way.", file),
    },
    restore,
  );
  if (sure !== restore) return;
  const { previousPath } = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: vscode.l10n.t("Restoring") },
    () => sidecar.request("backup/restore", { path: file }),
  );
  void vscode.window.showInformationMessage(
    previousPath === undefined
      ? vscode.l10n.t("The backup is in place.")
      : vscode.l10n.t("The backup is in place. The chats from before are kept in {0}.", previousPath),
  );
}

async function pickInterval(before: BackupSchedule | undefined): Promise<{ hours: number | undefined } | undefined> {
  const now = (hours: number | undefined): { description?: string } =>
    before?.everyHours === hours ? { description: vscode.l10n.t("as it is now") } : {};
  const items = [
    { label: vscode.l10n.t("Every day"), hours: byDefault.hours, ...now(24) },
    { label: vscode.l10n.t("Every 6 hours"), hours: 6, ...now(6) },
    { label: vscode.l10n.t("Every week"), hours: 168, ...now(168) },
    { label: vscode.l10n.t("Not by itself"), hours: undefined, ...now(undefined) },
  ];
  return vscode.window.showQuickPick(items, {
    title: vscode.l10n.t("Schedule Backups"),
    placeHolder: vscode.l10n.t("While a window is open, and at its start when one is due"),
  });
}

async function askForKeep(before: BackupSchedule | undefined): Promise<number | undefined> {
  const answer = await vscode.window.showInputBox({
    title: vscode.l10n.t("How many backups are kept?"),
    value: String(before?.keep ?? byDefault.keep),
    validateInput: (text) => (/^[1-9]\d{0,2}$/.test(text.trim()) ? undefined : vscode.l10n.t("A number from 1 to 999")),
  });
  return answer === undefined ? undefined : Number(answer.trim());
}

async function pickBackup(listing: Promise<BackupListResult>): Promise<string | undefined> {
  const other = vscode.l10n.t("Another file…");
  const items = listing.then(({ backups }) => [
    ...backups.map((backup) => ({
      label: new Date(backup.createdAt).toLocaleString(language),
      description: size(backup.sizeBytes),
      detail: backup.path,
      path: backup.path,
    })),
    { label: other, path: undefined },
  ]);
  const picked = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t("Restore Backup"),
    placeHolder: vscode.l10n.t("The backup to put in place"),
    matchOnDetail: true,
  });
  if (!picked || picked.path !== undefined) return picked?.path;
  const file = await vscode.window.showOpenDialog({ title: vscode.l10n.t("Restore Backup"), openLabel: vscode.l10n.t("Restore") });
  return file?.[0]?.fsPath;
}

function size(bytes: number): string {
  const [unit, value] = bytes >= 1e9 ? ["gigabyte", bytes / 1e9] : ["megabyte", bytes / 1e6];
  return new Intl.NumberFormat(language, { style: "unit", unit, minimumFractionDigits: 1, maximumFractionDigits: 1 }).format(value);
}
