import * as vscode from "vscode";
import type { SelectionPart } from "../../../../shared-protocol/generated/protocol.js";
import type { RegisterCommand } from "../../infrastructure/commands.js";
import { DisposableOwner, type Disposable } from "../../infrastructure/disposable.js";
import type { Log } from "../../infrastructure/log.js";
import type { Sidecar } from "../../sidecar/index.js";
import { namesChats } from "../../infrastructure/settings.js";
import type { ChatActions, ModelChoice } from "./chat-host.js";
import { ChatTabs } from "./chat-tabs.js";
import { ChatViews } from "./chat-views.js";
import { findContext, listFiles, readContext } from "./context-sources.js";
import { chooseFolder, chooseTags } from "./choose-labels.js";
import { registerChatCommands } from "./commands.js";
import { copy, insertAtCursor, newFile, openLink } from "./editor-actions.js";
import { ListedFiles } from "./listed-files.js";
import { ChatPanel } from "./panel.js";
import { pickPictures } from "./pick-pictures.js";
import { changeKeys, ownCommandKeys } from "./shortcuts.js";

export interface ChatFeatureParts {
  context: vscode.ExtensionContext;
  sidecar: Sidecar;
  models: ModelChoice;
  log: Log;
  register: RegisterCommand;
  showLog: () => void;
  /** What is done with code of an answer, and how chats leave the history, is the business of other features. */
  elsewhere: Pick<ChatActions, "useCode" | "exportChat" | "printChat">;
}

export interface ChatFeature extends Disposable {
  /** The chat of the view that was used last. */
  readonly lastChat: string | undefined;
  /** Makes a model that of the chat in the view that was used last. */
  chooseModel(model: string): void;
  /** Shows the view and asks in it. */
  ask(text: string, selection?: SelectionPart): Promise<void>;
  /** Carries out what could still have been taken back; before the sidecar is stopped. */
  settle(): Promise<void>;
}

/** The chat views and their commands. */
export function addChat({ context, sidecar, models, log, register, showLog, elsewhere }: ChatFeatureParts): ChatFeature {
  const owner = new DisposableOwner();
  const files = new ListedFiles(listFiles);
  const actions: ChatActions = {
    copy,
    insertAtCursor,
    ...elsewhere,
    newFile,
    openLink,
    manageProviders: async () => {
      await vscode.commands.executeCommand("aiChatLocal.manageProviders");
    },
    pickPictures,
    findContext: (query) => findContext(query, files),
    readContext,
    get namesChats() {
      return namesChats();
    },
    chooseFolder,
    chooseTags,
    commandKeys: ownCommandKeys(context.extension),
    changeKeys: () => changeKeys(context.extension.id),
    showLog,
    restartSidecar: () => sidecar.restart(),
  };
  const onReplies = (count: number): void => {
    void vscode.commands.executeCommand("setContext", "aiChatLocal.replying", count > 0);
  };
  const views = owner.register(new ChatViews({ sidecar, models, actions, log, onReplies }));
  const panel = owner.register(new ChatPanel(context, views));
  const tabs = owner.register(new ChatTabs(context, views));
  for (const command of registerChatCommands(register, { views, panel, tabs })) owner.register(command);
  return {
    get lastChat() {
      return views.lastChat;
    },
    chooseModel: (model) => {
      views.tell({ type: "chooseModel", model });
    },
    ask: (text, selection) => views.show({ type: "ask", text, ...(selection === undefined ? {} : { selection }) }),
    settle: () => views.settle(),
    dispose: () => {
      owner.dispose();
    },
  };
}
