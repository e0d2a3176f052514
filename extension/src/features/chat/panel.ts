import * as vscode from "vscode";
import { attachmentFiles } from "./attachment-files.js";
import type { ChatPlace } from "./chat-host.js";
import type { ChatViews } from "./chat-views.js";
import { chatViewId } from "./contributed.js";
import { KeptDrafts } from "./kept-drafts.js";
import type { ToView } from "./messages.js";
import { showChatPage } from "./webview-page.js";

const lastChatKey = "aiChatLocal.lastChat";

/** The chat view in the side bar: shows the webview and passes messages both ways. */
export class ChatPanel implements vscode.WebviewViewProvider, ChatPlace {
  readonly #extensionUri: vscode.Uri;
  readonly #memory: vscode.Memento;
  readonly #views: ChatViews;
  readonly kept: KeptDrafts;
  readonly #bridge;
  #view: vscode.WebviewView | undefined;

  constructor(context: vscode.ExtensionContext, views: ChatViews) {
    const { extensionUri, workspaceState } = context;
    this.kept = new KeptDrafts(attachmentFiles(context), "view");
    this.#extensionUri = extensionUri;
    this.#memory = workspaceState;
    this.#views = views;
    this.#bridge = views.add(this);
  }

  get lastChat(): string | undefined {
    return this.#memory.get<string>(lastChatKey);
  }

  set lastChat(chatId: string | undefined) {
    void this.#memory.update(lastChatKey, chatId);
  }

  resolveWebviewView(view: vscode.WebviewView): void {
    this.#view = view;
    view.webview.onDidReceiveMessage((message) => void this.#bridge.receive(message));
    view.onDidChangeVisibility(() => {
      if (!view.visible) this.#bridge.hidden();
    });
    view.onDidDispose(() => {
      // Moved to another side bar, it was resolved there before it is disposed of here.
      if (this.#view !== view) return;
      this.#view = undefined;
      this.#bridge.hidden();
    });
    showChatPage(view.webview, this.#extensionUri);
  }

  post(messages: readonly ToView[]): void {
    void this.#view?.webview.postMessage(messages);
  }

  /** The view's own title stays; the header in it has the chat's. */
  titled(): void {
    return;
  }

  async reveal(): Promise<void> {
    await vscode.commands.executeCommand(`${chatViewId}.focus`);
  }

  /** For what stands in the title bar of the view: it goes to this view, whichever was used last. */
  use(): void {
    this.#views.use(this.#bridge);
  }
}
