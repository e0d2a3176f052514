import * as vscode from "vscode";
import type { RegisterCommand } from "../../infrastructure/commands.js";
import { DisposableOwner, type Disposable } from "../../infrastructure/disposable.js";
import type { Log } from "../../infrastructure/log.js";
import type { Sidecar } from "../../sidecar/index.js";
import { ChatBridge } from "./chat-bridge.js";
import type { ChatHost, ModelChoice } from "./chat-host.js";
import { namesChats } from "../../infrastructure/settings.js";
import { findContext, readContext } from "./context-sources.js";
import { chooseFolder, chooseTags } from "./choose-labels.js";
import { registerChatCommands } from "./commands.js";
import { copy, insertAtCursor, newFile, openLink } from "./editor-actions.js";
import { ChatPanel } from "./panel.js";
import { pickPictures } from "./pick-pictures.js";

const lastChatKey = "aiChatLocal.lastChat";

export interface ChatFeatureParts {
  context: vscode.ExtensionContext;
  sidecar: Sidecar;
  models: ModelChoice;
  log: Log;
  register: RegisterCommand;
  showLog: () => void;
}

export interface ChatFeature extends Disposable {
  /** The chat that is shown, or was last. */
  readonly lastChat: string | undefined;
  /** Carries out what could still have been taken back; before the sidecar is stopped. */
  settle(): Promise<void>;
}

/** The chat view and its commands. */
export function addChat({ context, sidecar, models, log, register, showLog }: ChatFeatureParts): ChatFeature {
  const owner = new DisposableOwner();
  const host: ChatHost = {
    get lastChat() {
      return context.workspaceState.get<string>(lastChatKey);
    },
    set lastChat(chatId) {
      void context.workspaceState.update(lastChatKey, chatId);
    },
    post: (message) => {
      panel.post(message);
    },
    copy,
    insertAtCursor,
    newFile,
    openLink,
    manageProviders: async () => {
      await vscode.commands.executeCommand("aiChatLocal.manageProviders");
    },
    pickPictures,
    findContext,
    readContext,
    get namesChats() {
      return namesChats();
    },
    chooseFolder,
    chooseTags,
    showLog,
    restartSidecar: () => sidecar.restart(),
  };
  const onReplies = (count: number): void => {
    void vscode.commands.executeCommand("setContext", "aiChatLocal.replying", count > 0);
  };
  const bridge = owner.register(new ChatBridge({ sidecar, models, host, log, onReplies }));
  const panel = owner.register(
    new ChatPanel(
      context.extensionUri,
      (message) => void bridge.receive(message),
      () => {
        bridge.hidden();
      },
    ),
  );
  for (const command of registerChatCommands(register, panel, bridge)) owner.register(command);
  return {
    get lastChat() {
      return host.lastChat;
    },
    settle: () => bridge.settle(),
    dispose: () => {
      owner.dispose();
    },
  };
}
