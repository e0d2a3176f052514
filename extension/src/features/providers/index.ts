import type * as vscode from "vscode";
import type { RegisterCommand } from "../../infrastructure/commands.js";
import { DisposableOwner, type Disposable } from "../../infrastructure/disposable.js";
import type { Sidecar } from "../../sidecar/index.js";
import type { ModelChoice } from "./bridge.js";
import type { ProvidersPanel } from "./panel.js";

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
  let panel: Promise<ProvidersPanel> | undefined;
  owner.register(
    register("aiChatLocal.manageProviders", async () => {
      panel ??= import("./panel.js").then(({ ProvidersPanel }) =>
        owner.register(new ProvidersPanel(extensionUri, sidecar, models, showLog)),
      );
      (await panel).show();
    }),
  );
  return owner;
}
