import * as vscode from "vscode";
import { DisposableOwner } from "../../infrastructure/disposable.js";
import { UserError } from "../../infrastructure/errors.js";
import type { Sidecar } from "../../sidecar/index.js";
import { askInstruction } from "./ask-instruction.js";
import { Decorations } from "./edit-decorations.js";
import { EditLenses } from "./edit-lenses.js";
import { QuickEdit } from "./quick-edit.js";

/** The edits that run or wait to be accepted: one in a document at most. */
export class QuickEdits extends DisposableOwner {
  readonly #edits = new Map<vscode.TextDocument, QuickEdit>();
  readonly #decorations = this.register(new Decorations());
  readonly #lenses = this.register(new EditLenses((document) => this.#edits.get(document)));
  readonly #sidecar: Sidecar;

  constructor(sidecar: Sidecar) {
    super();
    this.#sidecar = sidecar;
    this.register(
      vscode.workspace.onDidChangeTextDocument((event) => {
        const edit = this.#edits.get(event.document);
        if (edit && event.contentChanges.length > 0 && !edit.region.follow(event)) edit.abandon();
      }),
    );
    this.register(
      vscode.workspace.onDidCloseTextDocument((document) => {
        this.#edits.get(document)?.abandon();
      }),
    );
    this.register(
      vscode.window.onDidChangeVisibleTextEditors(() => {
        for (const edit of this.#edits.values()) edit.catchUp();
      }),
    );
    this.register(
      vscode.window.onDidChangeActiveTextEditor(() => {
        this.#tellKeys();
      }),
    );
  }

  /** Asks what is to be changed in the selected lines, or the line of the cursor, and has it changed. */
  async start(): Promise<void> {
    const editor = vscode.window.activeTextEditor;
    if (!editor) {
      throw new UserError(vscode.l10n.t("There is nothing to edit."), {
        kind: "noEditor",
        why: vscode.l10n.t("No file is in front."),
        fix: vscode.l10n.t("Open a file and select some lines, then try again."),
        retryable: true,
      });
    }
    if (this.#edits.has(editor.document)) {
      throw new UserError(vscode.l10n.t("An edit of this file waits to be accepted or rejected."), {
        kind: "editPending",
        fix: vscode.l10n.t("Accept it with Ctrl+Enter or reject it with Escape first."),
        retryable: true,
      });
    }
    const { start, end, isEmpty } = editor.selection;
    const last = !isEmpty && end.character === 0 && end.line > start.line ? end.line - 1 : end.line;
    const lines =
      last === start.line ? vscode.l10n.t("Edit line {0}", last + 1) : vscode.l10n.t("Edit lines {0} to {1}", start.line + 1, last + 1);
    const instruction = await askInstruction(lines);
    if (instruction !== undefined) await this.#run(editor.document, start.line, last, instruction);
  }

  accept(): Promise<void> {
    return this.#shown().accept();
  }

  reject(): Promise<void> {
    return this.#shown().reject();
  }

  /** Takes the edit back and asks again, with the words that were used. */
  async again(): Promise<void> {
    const edit = this.#shown();
    const { document, original } = edit.region;
    const instruction = await askInstruction(vscode.l10n.t("Edit again"), edit.instruction);
    if (instruction === undefined || edit.state === "ended") return;
    await edit.reject();
    await this.#run(document, edit.region.start, edit.region.start + original.length - 1, instruction);
  }

  async #run(document: vscode.TextDocument, start: number, end: number, instruction: string): Promise<void> {
    const edit: QuickEdit = new QuickEdit(document, start, end, instruction, () => {
      this.#update(edit);
    });
    this.#edits.set(document, edit);
    this.#update(edit);
    await edit.run(this.#sidecar);
  }

  #update(edit: QuickEdit): void {
    const { region, state } = edit;
    if (state === "ended" && this.#edits.get(region.document) === edit) this.#edits.delete(region.document);
    for (const editor of vscode.window.visibleTextEditors) {
      if (editor.document !== region.document) continue;
      if (state === "ended") this.#decorations.clear(editor);
      else this.#decorations.show(editor, region.start, region.lines);
    }
    this.#lenses.refresh();
    this.#tellKeys();
  }

  #tellKeys(): void {
    const shown = vscode.window.activeTextEditor && this.#edits.get(vscode.window.activeTextEditor.document);
    void vscode.commands.executeCommand("setContext", "aiChatLocal.quickEdit", shown?.state ?? "");
  }

  #shown(): QuickEdit {
    const editor = vscode.window.activeTextEditor;
    const edit = (editor && this.#edits.get(editor.document)) ?? (this.#edits.size === 1 ? [...this.#edits.values()][0] : undefined);
    if (edit) return edit;
    throw new UserError(vscode.l10n.t("There is no edit here."), {
      kind: "noEdit",
      why: vscode.l10n.t("None runs or waits in the file in front."),
      fix: vscode.l10n.t("Go to the file that was edited."),
      retryable: true,
    });
  }

  override dispose(): void {
    for (const edit of this.#edits.values()) edit.abandon();
    super.dispose();
  }
}
