import * as vscode from "vscode";
import type { Prompt, SelectionPart } from "../../../../shared-protocol/generated/protocol.js";
import { asksForInput, fillPrompt, holdsSelection, withProblems, type EditorAction } from "./actions.js";
import { captureCode } from "./capture-code.js";
import { findRepository, readChanges } from "./git.js";

/** Asks in the chat view; another feature's business. */
export type Ask = (text: string, selection?: SelectionPart) => Promise<void>;

export async function askAction(action: EditorAction, ask: Ask, at?: vscode.Range): Promise<void> {
  if (action.about === "changes") {
    const { text, staged } = await readChanges(await findRepository());
    const fileName = staged ? "staged.diff" : "changes.diff";
    await ask(action.question(), {
      kind: "selection",
      fileName,
      languageId: "diff",
      startLine: 1,
      endLine: text.trimEnd().split("\n").length,
      text,
    });
    return;
  }
  const { part, problems } = await captureCode(at);
  await ask(action.withProblems ? withProblems(action.question(), problems) : action.question(), part);
}

/** Asks a prompt of the library about the code in front. */
export async function askPrompt({ title, text }: Prompt, ask: Ask, at?: vscode.Range): Promise<void> {
  const input = asksForInput(text) ? await vscode.window.showInputBox({ title, prompt: vscode.l10n.t("What is added to the prompt") }) : "";
  if (input === undefined) return;
  const needsCode = holdsSelection(text) || vscode.window.activeTextEditor !== undefined;
  const code = needsCode ? (await captureCode(at)).part : undefined;
  const question = fillPrompt(text, {
    selection: code?.text ?? "",
    languageId: code?.languageId ?? "",
    file: code?.fileName ?? "",
    input,
  });
  // Where the text holds the code already, it is not sent twice.
  await ask(question, holdsSelection(text) ? undefined : code);
}
