import { existsSync, realpathSync } from "node:fs";
import * as vscode from "vscode";
import { addChat } from "./features/chat/index.js";
import { addCode } from "./features/code/index.js";
import { addLifecycle } from "./features/lifecycle/index.js";
import { addModels } from "./features/models/index.js";
import { addPresets } from "./features/presets/index.js";
import { addPrivacy } from "./features/privacy/index.js";
import { addPrompts } from "./features/prompts/index.js";
import { addProviders } from "./features/providers/index.js";
import { addTransfer } from "./features/transfer/index.js";
import { commandRegistrar } from "./infrastructure/commands.js";
import { speak } from "./infrastructure/l10n.js";
import { dataDirectory } from "./infrastructure/settings.js";
import { SupervisedSidecar } from "./sidecar/index.js";

let end: (() => Promise<void>) | undefined;

/** Puts the parts together. The sidecar starts, and what carries out a command is loaded, when first needed. */
export function activate(context: vscode.ExtensionContext): void {
  speak(vscode.env.language, vscode.l10n.bundle);
  const log = vscode.window.createOutputChannel("AI Chat Local", { log: true });
  const register = commandRegistrar(log);
  const showLog = (): void => {
    log.show();
  };
  const sidecar = new SupervisedSidecar(async (onNotification) => {
    const { launchSidecar, locateSidecar } = await import("./sidecar/process.js");
    const { platform, arch, env } = process;
    return launchSidecar({
      command: locateSidecar(realpathSync(context.extensionPath), { platform, arch, env, exists: existsSync }),
      // The embedded engine runs in VS Code's own Node; the sidecar sets ELECTRON_RUN_AS_NODE for it.
      env: { ...env, AI_CHAT_LOCAL_NODE: process.execPath },
      clientVersion: String((context.extension.packageJSON as { version?: unknown }).version),
      locale: vscode.env.language,
      dataDirectory: dataDirectory(),
      onNotification,
      log,
    });
  }, log);
  const { catalog, feature: models } = addModels(sidecar, register, (model) => chat.chooseModel(model));
  const chat = addChat({
    ...{ context, sidecar, models: catalog, log, register, showLog },
    elsewhere: {
      useCode: async (use, code) => (await import("./features/code/blocks.js")).useCode(use, code, log),
      exportChat: async (exported, messageId) =>
        (await import("./features/transfer/export-chats.js")).exportOne(sidecar, exported, messageId),
      printChat: async (printed) =>
        (await import("./features/transfer/print-chat.js")).printOne(sidecar, printed, context.globalStorageUri),
    },
  });
  end = async () => {
    await chat.settle();
    await sidecar.stop();
  };
  const privacy = addPrivacy(context.extensionUri, sidecar, register, () => {
    catalog.refresh().catch((error: unknown) => {
      log.warn(String(error));
    });
  });
  const providers = addProviders({ extensionUri: context.extensionUri, sidecar, models: catalog, register, showLog });
  const presets = addPresets(context.extensionUri, sidecar, catalog, register);
  const prompts = addPrompts(context.extensionUri, sidecar, register);
  const code = addCode(sidecar, register, (text, selection) => chat.ask(text, selection));
  const transfer = addTransfer(context, sidecar, register, () => chat.lastChat());
  context.subscriptions.push(
    transfer,
    code,
    prompts,
    log,
    models,
    chat,
    privacy,
    providers,
    presets,
    addLifecycle(sidecar, register, showLog),
  );
}

export async function deactivate(): Promise<void> {
  await end?.();
}
