import type * as vscode from "vscode";
import type { RegisterCommand } from "../../infrastructure/commands.js";
import { DisposableOwner, type Disposable } from "../../infrastructure/disposable.js";
import { lazily } from "../../infrastructure/lazily.js";
import type { Sidecar } from "../../sidecar/index.js";
import type { ModelChoice } from "./bridge.js";

export interface ProvidersFeatureParts {
  extensionUri: vscode.Uri;
  sidecar: Sidecar;
  models: ModelChoice;
  register: RegisterCommand;
  showLog: () => void;
}

/** The view of the configured providers. What it is made of runs only once it is opened. */
export function addProviders({ extensionUri, sidecar, models, register, showLog }: ProvidersFeatureParts): Disposable {
  const owner = new DisposableOwner();
  const panel = lazily(async () => {
    const { ProvidersPanel } = await import("./panel.js");
    return owner.register(new ProvidersPanel(extensionUri, sidecar, models, showLog));
  });
  owner.register(register("aiChatLocal.manageProviders", async () => (await panel()).show()));
  return owner;
}
