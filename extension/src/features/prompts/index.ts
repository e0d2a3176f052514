import type * as vscode from "vscode";
import type { RegisterCommand } from "../../infrastructure/commands.js";
import { DisposableOwner, type Disposable } from "../../infrastructure/disposable.js";
import type { Sidecar } from "../../sidecar/index.js";
import type { PromptsPanel } from "./panel.js";

/** The view of the user's own prompts. What it is made of runs only once it is opened. */
export function addPrompts(extensionUri: vscode.Uri, sidecar: Sidecar, register: RegisterCommand): Disposable {
  const owner = new DisposableOwner();
  let panel: Promise<PromptsPanel> | undefined;
  owner.register(
    register("aiChatLocal.managePrompts", async () => {
      panel ??= import("./panel.js").then(({ PromptsPanel }) => owner.register(new PromptsPanel(extensionUri, sidecar)));
      (await panel).show();
    }),
  );
  return owner;
}
