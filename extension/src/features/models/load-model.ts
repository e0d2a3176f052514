import * as vscode from "vscode";
import type { ModelInfo } from "../../../../shared-protocol/generated/protocol.js";
import type { Sidecar } from "../../sidecar/index.js";
import type { ModelCatalog } from "./model-catalog.js";

interface ModelItem extends vscode.QuickPickItem {
  model?: string;
}

/** Lets the user choose a model that its server can bring into memory, and waits until it is there. */
export async function loadModel(sidecar: Sidecar, catalog: ModelCatalog): Promise<void> {
  const model = await pick(catalog, ({ canLoad }) => canLoad, {
    title: vscode.l10n.t("Load Model"),
    placeHolder: vscode.l10n.t("The model that its server brings into memory"),
    none: vscode.l10n.t("No model can be loaded now"),
  });
  if (model === undefined) return;
  await move(catalog, vscode.l10n.t("Loading {0}", model), (token) => sidecar.request("models/load", { model }, token));
}

/** Lets the user choose a model that its server can take out of memory. */
export async function unloadModel(sidecar: Sidecar, catalog: ModelCatalog): Promise<void> {
  const model = await pick(catalog, ({ canUnload }) => canUnload, {
    title: vscode.l10n.t("Unload Model"),
    placeHolder: vscode.l10n.t("The model that its server takes out of memory"),
    none: vscode.l10n.t("No model can be unloaded now"),
  });
  if (model === undefined) return;
  await move(catalog, vscode.l10n.t("Unloading {0}", model), (token) => sidecar.request("models/unload", { model }, token));
}

async function pick(
  catalog: ModelCatalog,
  wanted: (model: ModelInfo) => boolean,
  words: { title: string; placeHolder: string; none: string },
): Promise<string | undefined> {
  const items = catalog.refresh().then((): ModelItem[] => {
    const found = catalog.current?.models.filter(wanted) ?? [];
    if (found.length > 0) return found.map((model) => ({ label: model.displayName, description: model.model, model: model.model }));
    return [{ label: words.none, detail: vscode.l10n.t("Manage Providers shows each model, and why not."), alwaysShow: true }];
  });
  const picked = await vscode.window.showQuickPick(items, { title: words.title, placeHolder: words.placeHolder, matchOnDescription: true });
  return picked?.model;
}

/** It may take minutes: the notification can stop it. Being stopped is no error. */
async function move(catalog: ModelCatalog, title: string, run: (token: vscode.CancellationToken) => Promise<unknown>): Promise<void> {
  try {
    await vscode.window.withProgress({ location: vscode.ProgressLocation.Notification, title, cancellable: true }, async (_, token) => {
      try {
        await run(token);
      } catch (error) {
        if (!token.isCancellationRequested) throw error;
      }
    });
  } finally {
    await catalog.refresh();
  }
}
