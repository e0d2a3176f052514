import { randomUUID } from "node:crypto";
import * as vscode from "vscode";
import { attachmentFiles } from "./attachment-files.js";
import type { ChatViews } from "./chat-views.js";
import { chatTabType } from "./contributed.js";
import { KeptDrafts, type AttachmentFiles } from "./kept-drafts.js";
import { TabMemory } from "./tab-memory.js";
import { showChatPage } from "./webview-page.js";

/** Chats in editors, as many as the user opens. After a reload of the window VS Code brings them back, each with its chat. */
export class ChatTabs {
  readonly #extensionUri: vscode.Uri;
  readonly #memory: TabMemory;
  readonly #files: AttachmentFiles;
  readonly #views: ChatViews;

  constructor(context: vscode.ExtensionContext, views: ChatViews) {
    this.#extensionUri = context.extensionUri;
    this.#memory = new TabMemory(context.workspaceState);
    this.#files = attachmentFiles(context);
    this.#views = views;
  }

  /** @param chatId undefined: a new chat */
  open(chatId: string | undefined): void {
    const tab = randomUUID();
    this.#memory.keep(tab, chatId);
    const panel = vscode.window.createWebviewPanel(chatTabType, vscode.l10n.t("New chat"), vscode.ViewColumn.Active);
    this.#connect(panel, tab);
  }

  /** @param state what the tab's view kept */
  restore(panel: vscode.WebviewPanel, state: unknown): void {
    const kept = typeof state === "object" && state !== null && "tab" in state ? state.tab : undefined;
    this.#connect(panel, typeof kept === "string" && /^[\w-]+$/.test(kept) ? kept : randomUUID());
  }

  /** The panel is not disposed of with the extension: it would not come back then. */
  #connect(panel: vscode.WebviewPanel, tab: string): void {
    const memory = this.#memory;
    const kept = new KeptDrafts(this.#files, tab);
    const bridge = this.#views.add({
      get lastChat() {
        return memory.chatOf(tab);
      },
      set lastChat(chatId) {
        memory.keep(tab, chatId);
      },
      kept,
      post: (messages) => void panel.webview.postMessage(messages),
      titled: (title) => {
        panel.title = title === undefined || title === "" ? vscode.l10n.t("New chat") : title;
      },
      reveal: () => {
        panel.reveal();
        return Promise.resolve();
      },
    });
    if (panel.active) this.#views.use(bridge);
    const icon = (theme: string): vscode.Uri => vscode.Uri.joinPath(this.#extensionUri, "media", `chat-${theme}.svg`);
    panel.iconPath = { light: icon("light"), dark: icon("dark") };
    panel.webview.onDidReceiveMessage((message) => void bridge.receive(message));
    panel.onDidChangeViewState(() => {
      if (panel.active) this.#views.use(bridge);
      if (!panel.visible) bridge.hidden();
    });
    panel.onDidDispose(() => {
      // What comes from now on would be told to a page that is gone.
      bridge.hidden();
      memory.forget(tab);
      void kept.forget();
      void this.#views.remove(bridge);
    });
    showChatPage(panel.webview, this.#extensionUri, tab);
  }
}
