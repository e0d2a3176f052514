import * as vscode from "vscode";
import type { ChatImportResult } from "../../../../shared-protocol/generated/protocol.js";
import { plural } from "../../infrastructure/l10n.js";
import type { Sidecar } from "../../sidecar/index.js";
import { counted, importReport, reportTitle, totals } from "./import-report.js";
import { withTransfer } from "./progress.js";
import type { Reports } from "./reports.js";

/** Asks for an export, shows what it would add, and adds it once the user has said so. */
export async function importChats(sidecar: Sidecar, reports: Reports): Promise<void> {
  const file = await pickExport();
  if (!file) return;
  const path = file.fsPath;
  const show = (result: ChatImportResult, isPreview: boolean) =>
    reports.show(reportTitle(isPreview), importReport(path, result, isPreview));
  const plan = await withTransfer(sidecar, vscode.l10n.t("Reading the export"), (transferId, token) =>
    sidecar.request("chat/import", { path, dryRun: true, transferId }, token),
  );
  if (!plan || plan.isCancelled || !(await agreed(path, plan, () => show(plan, true)))) return;
  const report = await withTransfer(sidecar, vscode.l10n.t("Importing chats"), (transferId, token) =>
    sidecar.request("chat/import", { path, dryRun: false, transferId }, token),
  );
  if (!report) return;
  const showReport = vscode.l10n.t("Show Report");
  if (report.failureCount > 0 || (await vscode.window.showInformationMessage(said(report), showReport)) === showReport)
    await show(report, false);
}

function said(report: ChatImportResult): string {
  const { newChats, extendedChats, newMessages } = totals(report);
  const counts = counted(
    [vscode.l10n.t("{0} new chat|{0} new chats"), newChats],
    [vscode.l10n.t("{0} extended chat|{0} extended chats"), extendedChats],
    [vscode.l10n.t("{0} new message|{0} new messages"), newMessages],
  );
  return counts === "" ? vscode.l10n.t("Nothing was added.") : counts;
}

async function pickExport(): Promise<vscode.Uri | undefined> {
  const kind = await vscode.window.showQuickPick(
    [
      {
        label: vscode.l10n.t("A file"),
        detail: vscode.l10n.t("The zip or JSON of AI Chat Local, ChatGPT, Claude, Open WebUI, Copilot Chat; or one conversation"),
        isFolder: false,
      },
      {
        label: vscode.l10n.t("A folder"),
        detail: vscode.l10n.t("LM Studio's conversations, Continue's sessions, Cline's tasks"),
        isFolder: true,
      },
    ],
    { title: vscode.l10n.t("Import Chats"), placeHolder: vscode.l10n.t("What to import") },
  );
  if (!kind) return undefined;
  const picked = await vscode.window.showOpenDialog({
    title: vscode.l10n.t("Import Chats"),
    openLabel: vscode.l10n.t("Preview"),
    canSelectFiles: !kind.isFolder,
    canSelectFolders: kind.isFolder,
    ...(kind.isFolder ? {} : { filters: { [vscode.l10n.t("Exports of chats")]: ["json", "zip"], [vscode.l10n.t("All files")]: ["*"] } }),
  });
  return picked?.[0];
}

async function agreed(path: string, plan: ChatImportResult, showPreview: () => Promise<void>): Promise<boolean> {
  const { newChats, extendedChats, knownChats, newMessages } = totals(plan);
  if (newChats + extendedChats === 0) {
    if (plan.failureCount > 0) await showPreview();
    void vscode.window.showInformationMessage(
      knownChats === 0
        ? vscode.l10n.t("Nothing to import: no chat was found.")
        : plural(vscode.l10n.t("Nothing to import: {0} chat is here already.|Nothing to import: {0} chats are here already."), knownChats),
    );
    return false;
  }
  const add =
    newChats === 0
      ? plural(vscode.l10n.t("Extend {0} chat|Extend {0} chats"), extendedChats)
      : plural(vscode.l10n.t("Import {0} new chat|Import {0} new chats"), newChats);
  const look = vscode.l10n.t("Show the preview first");
  const detail = counted(
    [vscode.l10n.t("{0} new message|{0} new messages"), newMessages],
    [vscode.l10n.t("{0} chat gets messages|{0} chats get messages"), extendedChats],
    [vscode.l10n.t("{0} chat is here already|{0} chats are here already"), knownChats],
    [vscode.l10n.t("{0} problem|{0} problems"), plan.failureCount],
  );
  const from = plan.sources.map(({ name }) => name).join(", ");
  const ask = async (items: string[]): Promise<string | undefined> =>
    (
      await vscode.window.showQuickPick(
        items.map((label) => (label === add ? { label, detail } : { label })),
        { title: vscode.l10n.t("Import from {0}", from), placeHolder: path, ignoreFocusOut: true },
      )
    )?.label;
  const first = await ask([add, look]);
  if (first !== look) return first === add;
  await showPreview();
  return (await ask([add, vscode.l10n.t("Do not import")])) === add;
}
