import * as vscode from "vscode";
import type { SelectionPart } from "../../../../shared-protocol/generated/protocol.js";
import { UserError } from "../../infrastructure/errors.js";
import { captureSelection } from "./capture-selection.js";
import { fuzzyScore, type ContextItem } from "./context-items.js";
import { wholeText } from "./parts.js";
import type { ListedFiles } from "./listed-files.js";

const mostFiles = 5000;
const mostItems = 12;
const mostInFolder = 50;

/** Finds what can be attached for what was typed behind an `@`: the fixed sources, files, folders and symbols. */
export async function findContext(query: string, listed: ListedFiles): Promise<ContextItem[]> {
  const fixed = fixedItems().filter(({ label }) => label.startsWith(query.toLowerCase()));
  const [files, symbols] = await Promise.all([findFiles(query, listed), query.length < 2 ? [] : findSymbols(query)]);
  return [...fixed, ...files, ...symbols].slice(0, fixed.length + mostItems);
}

/** Reads one of them as it is now. */
export async function readContext({ kind, id, label }: ContextItem): Promise<SelectionPart[]> {
  switch (kind) {
    case "selection":
      return [captureSelection()];
    case "problems":
      return [problems()];
    case "terminal":
      return [await terminal()];
    case "git":
      return [await gitChanges()];
    case "file":
      return [await readFile(vscode.Uri.parse(id, true))];
    case "folder":
      return readFolder(vscode.Uri.parse(id, true), label);
    case "symbol":
      return [await readSymbol(id)];
  }
}

function fixedItems(): ContextItem[] {
  return [
    { kind: "selection", id: "selection", label: "selection", description: vscode.l10n.t("What is selected in the editor") },
    { kind: "problems", id: "problems", label: "problems", description: vscode.l10n.t("Errors and warnings of this workspace") },
    { kind: "terminal", id: "terminal", label: "terminal", description: vscode.l10n.t("Output of the last command in the terminal") },
    { kind: "git", id: "git", label: "git", description: vscode.l10n.t("Changes that are not committed") },
  ];
}

const relative = (uri: vscode.Uri): string => vscode.workspace.asRelativePath(uri).replaceAll("\\", "/");

/** All files of the workspace, up to a number, and the folders that they are in. */
export async function listFiles(): Promise<ContextItem[]> {
  const uris = await vscode.workspace.findFiles("**/*", undefined, mostFiles);
  const folders = new Map<string, vscode.Uri>();
  const files = uris.map((uri): ContextItem => {
    const path = relative(uri);
    if (path.includes("/")) folders.set(path.slice(0, path.lastIndexOf("/")), vscode.Uri.joinPath(uri, ".."));
    return { kind: "file", id: uri.toString(), label: path };
  });
  return [...files, ...[...folders].map(([label, uri]): ContextItem => ({ kind: "folder", id: uri.toString(), label }))];
}

async function findFiles(query: string, listed: ListedFiles): Promise<ContextItem[]> {
  return (await listed.for(query))
    .flatMap((item) => {
      const score = fuzzyScore(item.label, query);
      return score === undefined ? [] : [{ item, score }];
    })
    .sort((a, b) => b.score - a.score)
    .slice(0, mostItems)
    .map(({ item }) => item);
}

async function findSymbols(query: string): Promise<ContextItem[]> {
  const symbols = await vscode.commands.executeCommand<vscode.SymbolInformation[] | undefined>(
    "vscode.executeWorkspaceSymbolProvider",
    query,
  );
  return (symbols ?? []).slice(0, 5).map(({ name, containerName, location: { uri, range } }) => ({
    kind: "symbol",
    id: JSON.stringify({ uri: uri.toString(), start: range.start.line, end: range.end.line }),
    label: name,
    description: [containerName, relative(uri)].filter(Boolean).join(" · "),
  }));
}

async function readFile(uri: vscode.Uri): Promise<SelectionPart> {
  try {
    const document = await vscode.workspace.openTextDocument(uri);
    return wholeText(relative(uri), document.languageId, document.getText());
  } catch (error) {
    throw new UserError(vscode.l10n.t("{0} cannot be attached.", relative(uri)), {
      kind: "noContext",
      why: error instanceof Error ? error.message : String(error),
      fix: vscode.l10n.t("Only text can be attached. Choose another file."),
      retryable: false,
    });
  }
}

async function readFolder(folder: vscode.Uri, label: string): Promise<SelectionPart[]> {
  const uris = await vscode.workspace.findFiles(new vscode.RelativePattern(folder, "**/*"), undefined, mostInFolder + 1);
  if (uris.length === 0 || uris.length > mostInFolder) {
    throw new UserError(vscode.l10n.t("The folder {0} cannot be attached.", label), {
      kind: "noContext",
      why:
        uris.length === 0
          ? vscode.l10n.t("There are no files in it.")
          : vscode.l10n.t("There are more than {0} files in it.", String(mostInFolder)),
      fix: vscode.l10n.t("Choose a smaller folder, or single files."),
      retryable: false,
    });
  }
  const read = await Promise.allSettled(uris.map(readFile));
  return read.flatMap((each) => (each.status === "fulfilled" ? [each.value] : []));
}

async function readSymbol(id: string): Promise<SelectionPart> {
  const { uri, start, end } = JSON.parse(id) as { uri: string; start: number; end: number };
  const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(uri, true));
  const last = Math.min(end, document.lineCount - 1);
  const text = document.getText(new vscode.Range(start, 0, last, document.lineAt(last).text.length));
  const { languageId } = document;
  return { kind: "selection", fileName: relative(document.uri), languageId, startLine: start + 1, endLine: last + 1, text };
}

function nothing(what: string, fix: string): UserError {
  return new UserError(what, { kind: "noContext", fix, retryable: true });
}

function problems(): SelectionPart {
  const names = [vscode.l10n.t("Error"), vscode.l10n.t("Warning"), vscode.l10n.t("Information"), vscode.l10n.t("Hint")];
  const lines = vscode.languages
    .getDiagnostics()
    .flatMap(([uri, found]) =>
      found
        .filter(({ severity }) => severity <= vscode.DiagnosticSeverity.Warning)
        .map(({ severity, range, message }) => `${relative(uri)}:${range.start.line + 1}: ${names[severity] ?? ""}: ${message}`),
    );
  if (lines.length === 0) throw nothing(vscode.l10n.t("There are no problems to attach."), vscode.l10n.t("Open the files that have some."));
  return wholeText(vscode.l10n.t("Problems"), "plaintext", lines.join("\n"));
}

/** VS Code has no other way to its terminals' text than its clipboard, which gets back what it held. */
async function terminal(): Promise<SelectionPart> {
  const before = await vscode.env.clipboard.readText();
  await vscode.env.clipboard.writeText("");
  try {
    await vscode.commands.executeCommand("workbench.action.terminal.copyLastCommandAndLastCommandOutput");
    const text = await vscode.env.clipboard.readText();
    if (text.trim() !== "") return wholeText(vscode.l10n.t("Terminal"), "plaintext", text);
  } finally {
    await vscode.env.clipboard.writeText(before);
  }
  throw nothing(
    vscode.l10n.t("There is no output of a command to attach."),
    vscode.l10n.t("Run a command in a terminal that has shell integration, then try again."),
  );
}

interface GitApi {
  repositories: { rootUri: vscode.Uri; diff(cached?: boolean): Promise<string> }[];
}

async function gitChanges(): Promise<SelectionPart> {
  const extension = vscode.extensions.getExtension<{ getAPI(version: 1): GitApi }>("vscode.git");
  const git = extension && (await extension.activate()).getAPI(1);
  const changes = await Promise.all((git?.repositories ?? []).flatMap((repository) => [repository.diff(true), repository.diff(false)]));
  const text = changes.filter((diff) => diff.trim() !== "").join("\n");
  if (text !== "") return wholeText(vscode.l10n.t("Git changes"), "diff", text);
  throw nothing(vscode.l10n.t("There are no changes to attach."), vscode.l10n.t("Change a file of a git repository, then try again."));
}
