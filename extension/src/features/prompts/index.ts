import type * as vscode from "vscode";
import type { RegisterCommand } from "../../infrastructure/commands.js";
import { DisposableOwner, type Disposable } from "../../infrastructure/disposable.js";
import { lazily } from "../../infrastructure/lazily.js";
import type { Sidecar } from "../../sidecar/index.js";

/** The view of the user's own prompts. What it is made of runs only once it is opened. */
export function addPrompts(extensionUri: vscode.Uri, sidecar: Sidecar, register: RegisterCommand): Disposable {
  const owner = new DisposableOwner();
  const panel = lazily(async () => {
    const { PromptsPanel } = await import("./panel.js");
    return owner.register(new PromptsPanel(extensionUri, sidecar));
  });
  owner.register(register("aiChatLocal.managePrompts", async () => (await panel()).show()));
  return owner;
}
