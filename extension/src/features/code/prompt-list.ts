import * as vscode from "vscode";
import type { Prompt } from "../../../../shared-protocol/generated/protocol.js";
import { DisposableOwner } from "../../infrastructure/disposable.js";
import { UserError } from "../../infrastructure/errors.js";
import type { Sidecar } from "../../sidecar/index.js";

/** The prompts of the user's library, as they were read last. */
export class PromptList extends DisposableOwner {
  readonly #sidecar: Sidecar;
  #read: readonly Prompt[] = [];

  constructor(sidecar: Sidecar) {
    super();
    this.#sidecar = sidecar;
    // A light bulb does not start the sidecar: it offers what is known once that runs.
    this.register(
      sidecar.onState(({ state }) => {
        if (state === "running") this.refresh().catch(() => undefined);
      }),
    );
    this.register(
      vscode.window.onDidChangeWindowState(({ focused }) => {
        if (focused && sidecar.state.state === "running") this.refresh().catch(() => undefined);
      }),
    );
  }

  get editorActions(): readonly Prompt[] {
    return this.#read.filter(({ isEditorAction }) => isEditorAction);
  }

  async refresh(): Promise<readonly Prompt[]> {
    ({ prompts: this.#read } = await this.#sidecar.request("prompts/list", {}));
    return this.#read;
  }

  /** @param name of one; anything else lets its user pick one */
  async choose(name: unknown): Promise<Prompt | undefined> {
    const prompts = await this.refresh();
    if (typeof name === "string") return prompts.find((prompt) => prompt.name === name) ?? gone(name);
    const add = vscode.l10n.t("Manage Prompts");
    const items = prompts.map((prompt) => ({
      label: prompt.title,
      description: `/${prompt.name}`,
      detail: prompt.text.slice(0, 200),
      prompt,
    }));
    const picked = await vscode.window.showQuickPick([...items, { label: `$(gear) ${add}`, alwaysShow: true, prompt: undefined }], {
      title: vscode.l10n.t("Run Prompt"),
      placeHolder: prompts.length === 0 ? vscode.l10n.t("There is none yet") : vscode.l10n.t("Which prompt is asked about this code?"),
      matchOnDescription: true,
      matchOnDetail: true,
    });
    if (picked && !picked.prompt) await vscode.commands.executeCommand("aiChatLocal.managePrompts");
    return picked?.prompt;
  }
}

function gone(name: string): never {
  throw new UserError(vscode.l10n.t("There is no prompt named {0}.", name), {
    kind: "notFound",
    why: vscode.l10n.t("It was removed or renamed."),
    fix: vscode.l10n.t("Choose another one with “Run Prompt…”."),
    retryable: false,
  });
}
