import * as vscode from "vscode";
import type { Prompt } from "../../../../shared-protocol/generated/protocol.js";
import type { EditorActionId } from "./actions.js";

/** What is offered on a selection. */
const onSelection = (): readonly (readonly [EditorActionId, string])[] => [
  ["explainCode", vscode.l10n.t("Explain with AI Chat Local")],
  ["refactorCode", vscode.l10n.t("Refactor with AI Chat Local")],
  ["documentCode", vscode.l10n.t("Document with AI Chat Local")],
  ["writeTests", vscode.l10n.t("Write Tests with AI Chat Local")],
];

/** Offers the actions where VS Code shows its light bulb: Fix on a problem, the others on a selection. */
export class LightBulb implements vscode.CodeActionProvider {
  static readonly kinds = [vscode.CodeActionKind.QuickFix, vscode.CodeActionKind.Refactor];

  /** @param prompts those of the library that are editor actions; asks nobody */
  constructor(private readonly prompts: () => readonly Prompt[]) {}

  provideCodeActions(
    _document: vscode.TextDocument,
    range: vscode.Range | vscode.Selection,
    context: vscode.CodeActionContext,
  ): vscode.CodeAction[] {
    const wanted = (kind: vscode.CodeActionKind): boolean => context.only === undefined || context.only.contains(kind);
    const offered: vscode.CodeAction[] = [];
    if (wanted(vscode.CodeActionKind.QuickFix) && context.diagnostics.length > 0) {
      const fix = this.#action(
        "fixCode",
        vscode.l10n.t("Fix with AI Chat Local"),
        vscode.CodeActionKind.QuickFix,
        range.isEmpty ? startOf(context.diagnostics) : range,
      );
      fix.diagnostics = [...context.diagnostics];
      offered.push(fix);
    }
    if (!wanted(vscode.CodeActionKind.Refactor) || range.isEmpty) return offered;
    for (const [id, title] of onSelection()) offered.push(this.#action(id, title, vscode.CodeActionKind.Refactor, range));
    for (const prompt of this.prompts()) {
      const action = new vscode.CodeAction(prompt.title, vscode.CodeActionKind.Refactor);
      action.command = { command: "aiChatLocal.runPrompt", title: prompt.title, arguments: [prompt.name] };
      offered.push(action);
    }
    return offered;
  }

  #action(id: EditorActionId, title: string, kind: vscode.CodeActionKind, range: vscode.Range): vscode.CodeAction {
    const action = new vscode.CodeAction(title, kind);
    action.command = { command: `aiChatLocal.${id}`, title, arguments: [range] };
    return action;
  }
}

/** An empty place: the function around it is what is to be fixed. */
function startOf(diagnostics: readonly vscode.Diagnostic[]): vscode.Range {
  const start = diagnostics[0]?.range.start ?? new vscode.Position(0, 0);
  return new vscode.Range(start, start);
}
