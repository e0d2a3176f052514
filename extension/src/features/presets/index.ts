import type * as vscode from "vscode";
import type { RegisterCommand } from "../../infrastructure/commands.js";
import { DisposableOwner, type Disposable } from "../../infrastructure/disposable.js";
import { lazily } from "../../infrastructure/lazily.js";
import type { Sidecar } from "../../sidecar/index.js";
import type { ModelList } from "./bridge.js";

/** The view of the named ways of asking. What it is made of runs only once it is opened. */
export function addPresets(extensionUri: vscode.Uri, sidecar: Sidecar, models: ModelList, register: RegisterCommand): Disposable {
  const owner = new DisposableOwner();
  const panel = lazily(async () => {
    const { PresetsPanel } = await import("./panel.js");
    return owner.register(new PresetsPanel(extensionUri, sidecar, models));
  });
  owner.register(register("aiChatLocal.managePresets", async () => (await panel()).show()));
  return owner;
}
