import * as vscode from "vscode";
import type { Sidecar } from "../../sidecar/index.js";
import { askOnce, linked } from "./ask-once.js";
import { commitMessage, commitQuestion, commitSystemPrompt } from "./commit-text.js";
import { findRepository, readChanges } from "./git.js";

/** Writes a commit message into the box of the source control view; what stood there comes back when it is cancelled or fails. */
export async function writeCommitMessage(sidecar: Sidecar, of?: unknown): Promise<void> {
  const repository = await findRepository(of);
  const changes = await readChanges(repository);
  const before = repository.inputBox.value;
  const earlier = await repository.log({ maxEntries: 8 }).catch(() => []);
  const question = commitQuestion(
    changes.text,
    earlier.map(({ message }) => message),
  );
  const title = changes.staged
    ? vscode.l10n.t("Writing a message for the staged changes")
    : vscode.l10n.t("Writing a message for all changes");
  await vscode.window.withProgress({ location: vscode.ProgressLocation.Notification, title, cancellable: true }, async (_, token) => {
    const source = linked(token);
    try {
      const { answer, stopReason } = await askOnce(
        sidecar,
        { text: question, systemPrompt: commitSystemPrompt },
        (text) => {
          if (!source.token.isCancellationRequested) repository.inputBox.value = commitMessage(text);
        },
        source.token,
      );
      repository.inputBox.value = stopReason === "cancelled" || commitMessage(answer) === "" ? before : commitMessage(answer);
    } catch (error) {
      repository.inputBox.value = before;
      throw error;
    } finally {
      source.dispose();
    }
  });
}
