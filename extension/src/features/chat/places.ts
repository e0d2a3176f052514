import * as vscode from "vscode";
import type { Log } from "../../infrastructure/log.js";
import { namesChats } from "../../infrastructure/settings.js";
import type { Sidecar } from "../../sidecar/index.js";
import type { ChatActions, ModelChoice } from "./chat-host.js";
import { ChatTabs } from "./chat-tabs.js";
import { ChatViews } from "./chat-views.js";
import { chooseFolder, chooseTags } from "./choose-labels.js";
import { findContext, listFiles, readContext } from "./context-sources.js";
import { copy, insertAtCursor, newFile, openLink } from "./editor-actions.js";
import { ListedFiles } from "./listed-files.js";
import { ChatPanel } from "./panel.js";
import { pickPictures } from "./pick-pictures.js";
import { changeKeys, ownCommandKeys } from "./shortcuts.js";

export interface ChatPlacesParts {
  context: vscode.ExtensionContext;
  sidecar: Sidecar;
  models: ModelChoice;
  log: Log;
  showLog: () => void;
  /** What is done with code of an answer, and how chats leave the history, is the business of other features. */
  elsewhere: Pick<ChatActions, "useCode" | "exportChat" | "printChat">;
}

/** Where chats are shown. */
export interface ChatPlaces {
  views: ChatViews;
  panel: ChatPanel;
  tabs: ChatTabs;
}

export function chatPlaces({ context, sidecar, models, log, showLog, elsewhere }: ChatPlacesParts): ChatPlaces {
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
  const views = new ChatViews({ sidecar, models, actions, log, onReplies });
  return { views, panel: new ChatPanel(context, views), tabs: new ChatTabs(context, views) };
}
