import type * as vscode from "vscode";
import type { RegisterCommand } from "../../infrastructure/commands.js";
import { DisposableOwner, type Disposable } from "../../infrastructure/disposable.js";
import type { Sidecar } from "../../sidecar/index.js";
import type { ModelList } from "./bridge.js";
import type { PresetsPanel } from "./panel.js";

/** The view of the named ways of asking. What it is made of runs only once it is opened. */
export function addPresets(extensionUri: vscode.Uri, sidecar: Sidecar, models: ModelList, register: RegisterCommand): Disposable {
  const owner = new DisposableOwner();
  let panel: Promise<PresetsPanel> | undefined;
  owner.register(
    register("aiChatLocal.managePresets", async () => {
      panel ??= import("./panel.js").then(({ PresetsPanel }) => owner.register(new PresetsPanel(extensionUri, sidecar, models)));
      (await panel).show();
    }),
  );
  return owner;
}
