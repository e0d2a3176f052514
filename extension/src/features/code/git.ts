import * as vscode from "vscode";
import { UserError } from "../../infrastructure/errors.js";

/** The part of the git extension's interface that is used. */
interface Repository {
  readonly rootUri: vscode.Uri;
  readonly inputBox: { value: string };
  readonly ui: { readonly selected: boolean };
  diff(cached?: boolean): Promise<string>;
  log(options?: { maxEntries?: number }): Promise<{ message: string }[]>;
}

interface GitExtension {
  readonly enabled: boolean;
  getAPI(version: 1): { readonly repositories: Repository[] };
}

export type { Repository };

/** The repository that a command is about: the one of the view it was given, of the file in front, or the selected one. */
export async function findRepository(of?: unknown): Promise<Repository> {
  const extension = vscode.extensions.getExtension<GitExtension>("vscode.git");
  const git = extension && (extension.isActive ? extension.exports : await extension.activate());
  if (!git?.enabled) {
    throw new UserError(vscode.l10n.t("The changes cannot be read."), {
      kind: "noGit",
      why: vscode.l10n.t("VS Code's own Git extension is off, or not there."),
      fix: vscode.l10n.t("Enable the extension “Git” and the setting git.enabled, then try again."),
      retryable: true,
    });
  }
  const { repositories } = git.getAPI(1);
  const [only, ...others] = repositories;
  const given = rootOf(of);
  const active = vscode.window.activeTextEditor?.document.uri.path;
  const found =
    repositories.find(({ rootUri }) => rootUri.toString() === given) ??
    (others.length === 0 ? only : undefined) ??
    repositories
      .filter(({ rootUri }) => active?.startsWith(`${rootUri.path}/`))
      .sort((a, b) => b.rootUri.path.length - a.rootUri.path.length)[0] ??
    repositories.find(({ ui }) => ui.selected) ??
    only;
  if (found) return found;
  throw new UserError(vscode.l10n.t("There is no Git repository here."), {
    kind: "noRepository",
    why: vscode.l10n.t("No folder of this window is in one."),
    fix: vscode.l10n.t("Open a folder that is, or run “Git: Initialize Repository”."),
    retryable: true,
  });
}

/** What the source control view hands to a command of its menu. */
function rootOf(value: unknown): string | undefined {
  const root = typeof value === "object" && value !== null && "rootUri" in value ? value.rootUri : undefined;
  return root instanceof vscode.Uri ? root.toString() : undefined;
}

export interface Changes {
  text: string;
  staged: boolean;
}

/** The staged changes where there are some, else all of those of tracked files. */
export async function readChanges(repository: Repository): Promise<Changes> {
  const staged = await repository.diff(true);
  const text = staged.trim() === "" ? await repository.diff(false) : staged;
  if (text.trim() !== "") return { text, staged: staged.trim() !== "" };
  throw new UserError(vscode.l10n.t("There are no changes."), {
    kind: "noChanges",
    why: vscode.l10n.t("No tracked file differs from the last commit. New files count once they are staged."),
    fix: vscode.l10n.t("Change or stage something, then try again."),
    retryable: true,
  });
}
