import * as vscode from "vscode";
import type { ChatImportResult } from "../../../../shared-protocol/generated/protocol.js";
import { joined, plural } from "../../infrastructure/l10n.js";
import type { Sidecar } from "../../sidecar/index.js";
import { importReport, totals } from "./import-report.js";
import { withTransfer } from "./progress.js";

/** Asks for an export, shows what it would add, and adds it once the user has said so. */
export async function importChats(sidecar: Sidecar): Promise<void> {
  const file = await pickExport();
  if (!file) return;
  const path = file.fsPath;
  const plan = await withTransfer(sidecar, vscode.l10n.t("Reading the export"), (transferId, token) =>
    sidecar.request("chat/import", { path, dryRun: true, transferId }, token),
  );
  if (!plan || plan.isCancelled || !(await agreed(path, plan))) return;
  const report = await withTransfer(sidecar, vscode.l10n.t("Importing chats"), (transferId, token) =>
    sidecar.request("chat/import", { path, dryRun: false, transferId }, token),
  );
  if (!report) return;
  const show = vscode.l10n.t("Show Report");
  const { newChats, newMessages } = totals(report);
  const said = joined([newChatsIn(newChats), newMessagesIn(newMessages), problemsIn(report.failureCount)]);
  if (report.failureCount > 0) await showDocument(importReport(path, report, false));
  else if ((await vscode.window.showInformationMessage(said, show)) === show) await showDocument(importReport(path, report, false));
}

const newChatsIn = (count: number): string => plural(vscode.l10n.t("{0} new chat|{0} new chats"), count);
const newMessagesIn = (count: number): string => plural(vscode.l10n.t("{0} new message|{0} new messages"), count);
const problemsIn = (count: number): string => plural(vscode.l10n.t("{0} problem|{0} problems"), count);

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

async function agreed(path: string, plan: ChatImportResult): Promise<boolean> {
  const { newChats, extendedChats, knownChats, newMessages } = totals(plan);
  if (newChats + extendedChats === 0) {
    if (plan.failureCount > 0) await showDocument(importReport(path, plan, true));
    void vscode.window.showInformationMessage(
      plural(vscode.l10n.t("Nothing to import: {0} chat is here already.|Nothing to import: {0} chats are here already."), knownChats),
    );
    return false;
  }
  const add = plural(vscode.l10n.t("Import {0} new chat|Import {0} new chats"), newChats);
  const look = vscode.l10n.t("Show the preview first");
  const detail = joined([
    newMessagesIn(newMessages),
    plural(vscode.l10n.t("{0} chat gets messages|{0} chats get messages"), extendedChats),
    plural(vscode.l10n.t("{0} chat is here already|{0} chats are here already"), knownChats),
    problemsIn(plan.failureCount),
  ]);
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
  await showDocument(importReport(path, plan, true));
  return (await ask([add, vscode.l10n.t("Do not import")])) === add;
}

async function showDocument(content: string): Promise<void> {
  const document = await vscode.workspace.openTextDocument({ content, language: "markdown" });
  await vscode.window.showTextDocument(document, { preview: false });
}
