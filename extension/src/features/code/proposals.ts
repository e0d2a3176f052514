import * as vscode from "vscode";
import { UserError } from "../../infrastructure/errors.js";
import { changedPart } from "./interleave.js";

export interface Proposal {
  target: vscode.Uri;
  /** The text that the change was made for. */
  base: string;
  next: string;
}

/** The scheme of the documents that hold what files would become. */
const scheme = "aichatlocal-proposal";

/** Changes that are shown in VS Code's diff editor until they are accepted or rejected. */
export class Proposals implements vscode.TextDocumentContentProvider {
  readonly #open = new Map<string, Proposal>();
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.#changed.event;
  #registered: vscode.Disposable | undefined;

  register(): vscode.Disposable {
    this.#registered ??= vscode.Disposable.from(
      vscode.workspace.registerTextDocumentContentProvider(scheme, this),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => {
        if (uri.scheme === scheme) this.#open.delete(uri.toString());
      }),
    );
    return this.#registered;
  }

  provideTextDocumentContent(uri: vscode.Uri): string {
    return this.#open.get(uri.toString())?.next ?? "";
  }

  async show(proposal: Proposal): Promise<void> {
    this.register();
    const { target } = proposal;
    // The path keeps its ending, by which the language is known.
    const uri = vscode.Uri.from({ scheme, path: target.path, query: target.toString() });
    this.#open.set(uri.toString(), proposal);
    this.#changed.fire(uri);
    const title = vscode.l10n.t("{0} (proposed)", vscode.workspace.asRelativePath(target));
    await vscode.commands.executeCommand("vscode.diff", target, uri, title, { preview: false });
  }

  async accept(): Promise<void> {
    const { uri, proposal } = this.#shown();
    const { target, base, next } = proposal;
    const document = await vscode.workspace.openTextDocument(target);
    const current = document.getText();
    if (current !== base) {
      throw new UserError(vscode.l10n.t("The file was changed since the diff was made."), {
        kind: "fileChanged",
        why: vscode.l10n.t("Accepting it now would undo that change."),
        fix: vscode.l10n.t("Reject this one, and apply the code again."),
        retryable: false,
      });
    }
    const wasSaved = !document.isDirty && target.scheme !== "untitled";
    const edit = new vscode.WorkspaceEdit();
    const [lines, nextLines] = [withEnds(current), withEnds(next)];
    const part = changedPart(lines, nextLines);
    if (part) {
      const [start, end] = [lengthOf(lines, part.start), lengthOf(lines, part.end)];
      edit.replace(target, new vscode.Range(document.positionAt(start), document.positionAt(end)), part.lines.join(""));
    }
    if (!(await vscode.workspace.applyEdit(edit))) {
      throw new UserError(vscode.l10n.t("The change could not be written."), {
        kind: "notWritten",
        why: vscode.l10n.t("{0} cannot be changed.", vscode.workspace.asRelativePath(target)),
        fix: vscode.l10n.t("Make the file writable, or copy the code."),
        retryable: true,
      });
    }
    // A file that cannot be saved now stays changed in its editor, which says so.
    if (wasSaved) await document.save();
    await this.#close(uri);
    await vscode.window.showTextDocument(document);
  }

  async reject(): Promise<void> {
    await this.#close(this.#shown().uri);
  }

  #shown(): { uri: vscode.Uri; proposal: Proposal } {
    const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
    if (input instanceof vscode.TabInputTextDiff) {
      const proposal = this.#open.get(input.modified.toString());
      if (proposal) return { uri: input.modified, proposal };
    }
    throw new UserError(vscode.l10n.t("No proposed change is shown."), {
      kind: "noProposal",
      why: vscode.l10n.t("The editor in front shows something else."),
      fix: vscode.l10n.t("Go to the diff of the change, or apply the code again."),
      retryable: true,
    });
  }

  async #close(uri: vscode.Uri): Promise<void> {
    this.#open.delete(uri.toString());
    const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
    const shown = tabs.filter(({ input }) => input instanceof vscode.TabInputTextDiff && input.modified.toString() === uri.toString());
    await vscode.window.tabGroups.close(shown);
  }
}

const withEnds = (text: string): string[] => text.split(/(?<=\n)/);

const lengthOf = (lines: readonly string[], count: number): number => lines.slice(0, count).join("").length;

export const proposals = new Proposals();
