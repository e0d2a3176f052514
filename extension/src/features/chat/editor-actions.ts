import * as vscode from "vscode";
import { UserError } from "../../infrastructure/errors.js";

export async function copy(text: string): Promise<void> {
  await vscode.env.clipboard.writeText(text);
}

/** Puts text where the cursor of the editor is that was used last. What is selected stays. */
export async function insertAtCursor(text: string): Promise<void> {
  const editor = vscode.window.activeTextEditor ?? vscode.window.visibleTextEditors[0];
  if (!editor) {
    throw new UserError(vscode.l10n.t("There is no editor to insert into."), {
      kind: "noEditor",
      why: vscode.l10n.t("No file is open."),
      fix: vscode.l10n.t("Open a file and place the cursor, or put the code into a new file."),
      retryable: true,
    });
  }
  const done = await editor.edit((edit) => {
    for (const { active } of editor.selections) edit.insert(active, text);
  });
  if (done) return;
  throw new UserError(vscode.l10n.t("The text could not be inserted."), {
    kind: "readOnlyEditor",
    why: vscode.l10n.t("The file cannot be changed."),
    fix: vscode.l10n.t("Open a file that can be written, or put the code into a new file."),
    retryable: true,
  });
}

export async function newFile(text: string, languageId: string): Promise<void> {
  const known = (await vscode.languages.getLanguages()).includes(languageId);
  const document = await vscode.workspace.openTextDocument({ content: text, ...(known ? { language: languageId } : {}) });
  await vscode.window.showTextDocument(document);
}

/** A link comes from a model's text: only what a browser or a mail program opens, and VS Code asks before it does. */
const opened = new Set(["http", "https", "mailto"]);

export async function openLink(href: string): Promise<void> {
  let uri: vscode.Uri | undefined;
  try {
    uri = vscode.Uri.parse(href, true);
  } catch {
    // No address at all.
  }
  if (uri && opened.has(uri.scheme)) {
    await vscode.env.openExternal(uri);
    return;
  }
  throw new UserError(vscode.l10n.t("This link is not opened."), {
    kind: "linkRefused",
    why: vscode.l10n.t("Only web and mail addresses are opened from a chat."),
    fix: vscode.l10n.t("Copy the address if you trust it."),
    retryable: false,
  });
}
