import * as vscode from "vscode";
import { UserError } from "../../infrastructure/errors.js";
import type { CodeBlock } from "./blocks.js";
import { asTyped, commandText, isShell, shellName, takesPaste } from "./shell-text.js";

const terminalName = "AI Chat Local";

/** Runs commands of an answer in a terminal of their own, after the user has seen and confirmed exactly what is run. */
export async function runInTerminal({ text, languageId }: CodeBlock): Promise<void> {
  const command = commandText(text);
  if (!isShell(languageId) || command === "") {
    throw new UserError(vscode.l10n.t("This is not run in a terminal."), {
      kind: "notShell",
      why: vscode.l10n.t("Only code for a shell is."),
      fix: vscode.l10n.t("Copy it if you know what it is."),
      retryable: false,
    });
  }
  const run = vscode.l10n.t("Run");
  const picked = await vscode.window.showWarningMessage(
    vscode.l10n.t("Run this in the terminal?"),
    { modal: true, detail: vscode.l10n.t("A model wrote it. Read it to the end before it runs:\n\n{0}", command) },
    run,
  );
  if (picked !== run) return;
  const terminal = ownTerminal();
  terminal.show(true);
  terminal.sendText(asTyped(command, takesPaste(terminal.state.shell ?? shellName(vscode.env.shell), process.platform)));
}

const ownTerminal = (): vscode.Terminal =>
  vscode.window.terminals.find(({ name, exitStatus }) => name === terminalName && exitStatus === undefined) ??
  vscode.window.createTerminal({ name: terminalName });
