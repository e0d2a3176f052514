import * as vscode from "vscode";
import type { CodeBlock } from "./blocks.js";

const excluded = "**/{node_modules,.git,bin,obj,dist,out}/**";

/** The file that a block of code is for: the one that it names, else the one that is being edited, else one that its user picks. */
export async function chooseTarget({ fileName }: CodeBlock): Promise<vscode.Uri | undefined> {
  const active = vscode.window.activeTextEditor ?? vscode.window.visibleTextEditors.find(({ document }) => isWritten(document));
  if (fileName !== undefined) {
    const found = await named(fileName);
    if (found.length === 1) return found[0];
    if (found.length > 1) return pick(found, vscode.l10n.t("Several files are named {0}", fileName));
    if (active && isWritten(active.document)) return pick([active.document.uri], vscode.l10n.t("There is no {0} here", fileName));
  } else if (active && isWritten(active.document)) return active.document.uri;
  return pick([], vscode.l10n.t("Apply the code to which file?"));
}

const isWritten = ({ uri }: vscode.TextDocument): boolean =>
  uri.scheme === "file" || uri.scheme === "untitled" || uri.scheme === "vscode-remote";

/** Only files of the workspace: a model's word is no reason to touch another one. */
async function named(fileName: string): Promise<vscode.Uri[]> {
  const parts = fileName
    .replaceAll("\\", "/")
    .replace(/^(?:\.\/|\/)+/, "")
    .split("/");
  if (parts.some((part) => part === ".." || part === "" || /[*?{}[\]]/.test(part))) return [];
  const exact = (vscode.workspace.workspaceFolders ?? []).map(({ uri }) => vscode.Uri.joinPath(uri, ...parts));
  const there = await Promise.all(exact.map(async (uri) => ((await isFile(uri)) ? [uri] : [])));
  if (there.flat().length > 0) return there.flat();
  return vscode.workspace.findFiles(`**/${parts.join("/")}`, excluded, 20);
}

async function isFile(uri: vscode.Uri): Promise<boolean> {
  try {
    return ((await vscode.workspace.fs.stat(uri)).type & vscode.FileType.File) !== 0;
  } catch {
    return false;
  }
}

async function pick(first: readonly vscode.Uri[], title: string): Promise<vscode.Uri | undefined> {
  const open = vscode.window.visibleTextEditors.map(({ document }) => document).filter(isWritten);
  const others = first.length > 1 ? [] : await vscode.workspace.findFiles("**/*", excluded, 2000);
  const seen = new Set<string>();
  const items = [...first, ...open.map(({ uri }) => uri), ...others]
    .filter((uri) => !seen.has(uri.toString()) && seen.add(uri.toString()))
    .map((uri) => ({ label: vscode.workspace.asRelativePath(uri), uri }));
  const picked = await vscode.window.showQuickPick(items, {
    title,
    placeHolder: vscode.l10n.t("The change is shown before anything is written"),
    matchOnDescription: true,
  });
  return picked?.uri;
}
