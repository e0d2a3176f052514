import * as vscode from "vscode";
import type { ModelInfo } from "../../../../shared-protocol/generated/protocol.js";
import { canAnswer, type ModelCatalog } from "./model-catalog.js";

interface ModelItem extends vscode.QuickPickItem {
  model?: string;
  /** It opens the providers instead. */
  manage?: true;
  /** Why it cannot be picked. */
  refused?: string;
}

/** Lets the user choose among the models that can answer. */
export async function selectModel(catalog: ModelCatalog, chosen: (model: string) => Promise<void>): Promise<void> {
  const items = catalog.refresh().then(() => toItems(catalog));
  const picked = await vscode.window.showQuickPick<ModelItem>(
    items.then((found) => [...(found.length > 0 ? found : [noModel()]), ...manageProviders()]),
    {
      title: vscode.l10n.t("Select Model"),
      placeHolder: vscode.l10n.t("The model for the next question"),
      matchOnDescription: true,
      matchOnDetail: true,
    },
  );
  if (!picked) return;
  if (picked.manage) await vscode.commands.executeCommand("aiChatLocal.manageProviders");
  else if (picked.refused !== undefined) await offerToAllow(picked.refused);
  else if (picked.model === undefined) await vscode.commands.executeCommand("aiChatLocal.focusChat");
  else {
    await catalog.setDefault(picked.model);
    await chosen(picked.model);
  }
}

/** The chat view offers to download one and shows what was found. */
function noModel(): ModelItem {
  return {
    label: vscode.l10n.t("$(comment-discussion) Get a model…"),
    detail: vscode.l10n.t("No model is here yet. The chat view shows what can be downloaded and what was found on this machine."),
    alwaysShow: true,
  };
}

function manageProviders(): ModelItem[] {
  return [
    { label: "", kind: vscode.QuickPickItemKind.Separator },
    { label: vscode.l10n.t("$(server) Manage Providers…"), manage: true, alwaysShow: true },
  ];
}

function toItems(catalog: ModelCatalog): ModelItem[] {
  const usable = catalog.current?.models.filter(canAnswer) ?? [];
  const items: ModelItem[] = [];
  for (const provider of new Set(usable.map((model) => model.provider))) {
    items.push({ label: provider, kind: vscode.QuickPickItemKind.Separator });
    for (const model of usable) if (model.provider === provider) items.push(toItem(model, model.model === catalog.current?.defaultModel));
  }
  return items;
}

/** A quick pick cannot grey an item; the icon and the words say it. */
function unavailable({ displayName, model }: ModelInfo, why: string): ModelItem {
  return { label: `$(circle-slash) ${displayName}`, description: vscode.l10n.t("not available"), detail: `${model}: ${why}`, refused: why };
}

async function offerToAllow(why: string): Promise<void> {
  const turn = vscode.l10n.t("Toggle Local Only");
  if ((await vscode.window.showWarningMessage(why, turn)) === turn) await vscode.commands.executeCommand("aiChatLocal.toggleLocalOnly");
}

function toItem(model: ModelInfo, chosen: boolean): ModelItem {
  const where = model.leavesThisMachine ? vscode.l10n.t("leaves this machine") : vscode.l10n.t("local");
  if (model.unavailableBecause !== undefined) return unavailable(model, model.unavailableBecause);
  const facts = [where, model.parameterSize, model.quantization, model.state === "loaded" ? vscode.l10n.t("in memory") : undefined];
  return {
    label: `$(${model.leavesThisMachine ? "cloud" : "home"}) ${model.displayName}${chosen ? " $(check)" : ""}`,
    description: facts.filter((fact) => fact !== undefined).join(" · "),
    detail: model.model,
    model: model.model,
  };
}
