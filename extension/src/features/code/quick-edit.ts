import { CancellationTokenSource } from "vscode-jsonrpc/node";
import * as vscode from "vscode";
import { DisposableOwner } from "../../infrastructure/disposable.js";
import { UserError } from "../../infrastructure/errors.js";
import { Throttle } from "../../infrastructure/throttle.js";
import type { Sidecar } from "../../sidecar/index.js";
import { askOnce } from "./ask-once.js";
import { interleave, settled } from "./interleave.js";
import { editQuestion, editSystemPrompt, linesAfter, linesBefore } from "./edit-question.js";
import { Region } from "./edit-region.js";
import { unwrap } from "./unwrap.js";

export type EditState = "streaming" | "ready" | "ended";

/** How often what has arrived is written into the document. */
const writeMs = 60;

/** One edit by a model, from the question until it is accepted or rejected. */
export class QuickEdit extends DisposableOwner {
  readonly region: Region;
  readonly #cancel = this.register(new CancellationTokenSource());
  readonly #writer = this.register(
    new Throttle(writeMs, () => {
      this.#enqueue(false);
    }),
  );
  #answer = "";
  #state: EditState = "streaming";
  #written: Promise<unknown> = Promise.resolve();

  /** @param changed is told when its state or its lines changed */
  constructor(
    document: vscode.TextDocument,
    start: number,
    end: number,
    readonly instruction: string,
    private readonly changed: () => void,
  ) {
    super();
    const lines = Array.from({ length: end - start + 1 }, (_, at) => document.lineAt(start + at).text);
    this.region = new Region(document, start, lines);
  }

  get state(): EditState {
    return this.#state;
  }

  /** Asks, and writes what comes as a diff. What goes wrong leaves the code as it was. */
  async run(sidecar: Sidecar): Promise<void> {
    try {
      const { answer, stopReason } = await askOnce(
        sidecar,
        { text: this.#question(), systemPrompt: editSystemPrompt },
        (text) => {
          this.#answer = text;
          if (this.#state === "streaming") this.#writer.schedule();
        },
        this.#cancel.token,
      );
      if (this.#isEnded()) return;
      this.#answer = answer;
      if (stopReason === "cancelled") {
        await this.reject();
        return;
      }
      if (stopReason === "length") throw cutShort();
      if (answer.trim() === "") throw noCode();
      await this.#finish();
    } catch (error) {
      if (this.#isEnded()) return;
      await this.reject();
      throw error;
    }
  }

  stop(): void {
    this.#cancel.cancel();
  }

  async accept(): Promise<void> {
    if (this.#state !== "ready") return;
    await this.#end(settled(this.region.lines, true));
  }

  async reject(): Promise<void> {
    this.stop();
    await this.#end([...this.region.original]);
  }

  /** Leaves the document as it is now: its user has undone the edit, or changed its lines beyond recognition. */
  abandon(): void {
    if (this.#isEnded()) return;
    this.stop();
    this.#state = "ended";
    this.changed();
    this.dispose();
  }

  /** Writes what could not be written while no editor showed the document. */
  catchUp(): void {
    if (!this.#isEnded()) this.#enqueue(this.#state === "ready");
  }

  async #finish(): Promise<void> {
    const next = unwrap(this.#answer, this.region.original.join("\n"), true);
    if (next.length === this.region.original.length && next.every((line, at) => line === this.region.original[at])) throw unchanged();
    this.#state = "ready";
    this.#enqueue(true);
    await this.#written;
  }

  #enqueue(ended: boolean): void {
    this.#written = this.#written
      .then(async () => {
        if (this.#isEnded() || ended !== (this.#state === "ready")) return;
        const { original } = this.region;
        await this.region.write(interleave(original, unwrap(this.#answer, original.join("\n"), ended), ended));
        this.changed();
      })
      // The editor was closed in the middle: it is written once it is shown again.
      .catch(() => undefined);
  }

  async #end(lines: readonly string[]): Promise<void> {
    if (this.#isEnded()) return;
    const before = this.#state;
    this.#state = "ended";
    await this.#written;
    const done = await this.region.write(
      lines.map((text) => ({ text, mark: "same" })),
      true,
    );
    if (!done) {
      // Nothing was ever written into a document that cannot be changed.
      if (!this.region.lines.every(({ mark }) => mark === "same")) {
        this.#state = before;
        throw notShown();
      }
    }
    this.#leave();
  }

  #leave(): void {
    this.changed();
    this.dispose();
  }

  #isEnded(): boolean {
    return this.#state === "ended";
  }

  #question(): string {
    const { document, start, original } = this.region;
    const text = (from: number, to: number): string =>
      document.getText(document.validateRange(new vscode.Range(Math.max(0, from), 0, to, Number.MAX_SAFE_INTEGER)));
    const end = start + original.length;
    return editQuestion({
      fileName: vscode.workspace.asRelativePath(document.uri),
      languageId: document.languageId,
      before: start === 0 ? "" : text(start - linesBefore, start - 1),
      code: original.join("\n"),
      after: end >= document.lineCount ? "" : text(end, end + linesAfter - 1),
      instruction: this.instruction,
    });
  }
}

const cutShort = (): UserError =>
  new UserError(vscode.l10n.t("The edit was not finished."), {
    kind: "answerCut",
    why: vscode.l10n.t("The answer reached the longest length that the model is allowed."),
    fix: vscode.l10n.t("Select fewer lines, or allow longer answers in the model's preset. The code is as it was."),
    retryable: true,
  });

const noCode = (): UserError =>
  new UserError(vscode.l10n.t("The model gave no code."), {
    kind: "noCode",
    why: vscode.l10n.t("Its answer is empty."),
    fix: vscode.l10n.t("Say it in other words, or choose another model for edits. The code is as it was."),
    retryable: true,
  });

const unchanged = (): UserError =>
  new UserError(vscode.l10n.t("The model changed nothing."), {
    kind: "nothingChanged",
    why: vscode.l10n.t("Its answer is the code as it was."),
    fix: vscode.l10n.t("Say more exactly what is to be changed, or choose another model for edits."),
    retryable: true,
  });

const notShown = (): UserError =>
  new UserError(vscode.l10n.t("The edit cannot be written now."), {
    kind: "notShown",
    why: vscode.l10n.t("No editor shows its file, or the file cannot be changed."),
    fix: vscode.l10n.t("Open the file, then try again."),
    retryable: true,
  });
