import * as vscode from "vscode";
import { UserError } from "../../infrastructure/errors.js";
import type { Log } from "../../infrastructure/log.js";
import type { CodeBlock } from "./blocks.js";
import { lineEndOf, splitLines } from "./indent.js";
import { chooseTarget } from "./choose-target.js";
import { place } from "./place.js";
import { proposals } from "./proposals.js";

/** Shows what a block of code would change in a file; nothing is written before it is accepted. */
export async function applyToFile(block: CodeBlock, log: Log): Promise<void> {
  const target = await chooseTarget(block);
  if (!target) return;
  const document = await vscode.workspace.openTextDocument(target);
  const current = document.getText();
  const next = place(current, block.text) ?? (await placeByHand(document, block.text));
  if (next === undefined) return;
  if (next === current) {
    throw new UserError(vscode.l10n.t("There is nothing to apply."), {
      kind: "nothingToApply",
      why: vscode.l10n.t("{0} has this code already.", vscode.workspace.asRelativePath(target)),
      retryable: false,
    });
  }
  await proposals.show({ target, base: current, next });
  log.info("A change was proposed in the diff editor.");
}

/** Where no place was found by itself, its user says where. */
async function placeByHand(document: vscode.TextDocument, code: string): Promise<string | undefined> {
  const editor = vscode.window.visibleTextEditors.find((each) => each.document === document);
  const atCursor = {
    label: vscode.l10n.t("At the cursor"),
    detail: editor ? vscode.l10n.t("In place of the selection, or on line {0}", editor.selection.start.line + 1) : "",
    make: (): string => {
      const [from, to] = editor ? [editor.selection.start, editor.selection.end] : [new vscode.Position(0, 0), new vscode.Position(0, 0)];
      const [before, after] = [document.offsetAt(from), document.offsetAt(to)];
      const text = document.getText();
      return text.slice(0, before) + inLineEnds(code, text) + text.slice(after);
    },
  };
  const atEnd = {
    label: vscode.l10n.t("At the end of the file"),
    detail: "",
    make: (): string => {
      const text = document.getText();
      const end = lineEndOf(text);
      return `${text.replace(/\s+$/, "")}${end}${end}${inLineEnds(code, text)}${end}`;
    },
  };
  const whole = {
    label: vscode.l10n.t("In place of the whole file"),
    detail: "",
    make: (): string => `${inLineEnds(code, document.getText())}${lineEndOf(document.getText())}`,
  };
  const picked = await vscode.window.showQuickPick(editor ? [atCursor, atEnd, whole] : [atEnd, whole], {
    title: vscode.l10n.t("Apply to {0}", vscode.workspace.asRelativePath(document.uri)),
    placeHolder: vscode.l10n.t("No lines of the file are like this code. Where does it go? The diff is shown first."),
  });
  return picked?.make();
}

const inLineEnds = (code: string, like: string): string => splitLines(code.replace(/\s+$/, "")).join(lineEndOf(like));
