import type { ChatSummary, ImagePart, ModelsListResult, SelectionPart } from "../../../../shared-protocol/generated/protocol.js";
import type { Disposable } from "../../infrastructure/disposable.js";
import type { ContextItem } from "./context-items.js";
import type { KeptDrafts } from "./kept-drafts.js";
import type { CodeBlock, CodeUse, CommandKey, ToView } from "./messages.js";

/** What the chat needs of VS Code wherever it is shown; apart from it, so that the chat's behaviour runs without one. */
export interface ChatActions {
  copy(text: string): Promise<void>;
  insertAtCursor(text: string): Promise<void>;
  useCode(use: CodeUse, code: CodeBlock): Promise<void>;
  newFile(text: string, languageId: string): Promise<void>;
  openLink(href: string): Promise<void>;
  manageProviders(): Promise<void>;
  /** Lets the user choose pictures; none when it is called off. */
  pickPictures(): Promise<ImagePart[]>;
  /** What can be attached for what was typed behind an `@`. */
  findContext(query: string): Promise<ContextItem[]>;
  readContext(item: ContextItem): Promise<SelectionPart[]>;
  /** Whether a model may name new chats. */
  readonly namesChats: boolean;
  /** "" takes a chat out of its folder; undefined: called off. */
  chooseFolder(folders: readonly string[], current: string | undefined): Promise<string | undefined>;
  chooseTags(tags: readonly string[], current: readonly string[]): Promise<string[] | undefined>;
  /** @param messageId only this message */
  exportChat(chat: ChatSummary, messageId: string | undefined): Promise<void>;
  printChat(chat: ChatSummary): Promise<void>;
  /** The keys of the extension's commands. */
  readonly commandKeys: CommandKey[];
  changeKeys(): Promise<void>;
  showLog(): void;
  restartSidecar(): Promise<void>;
}

/** Where one view of the chat is shown. */
export interface ChatPlace {
  /** Reaches the webview while it is shown. One that is hidden loses its document and asks for all of it when it is back. */
  post(messages: readonly ToView[]): void;
  /** The chat that the view showed last, over reloads of the window. */
  lastChat: string | undefined;
  /** Is told the title of the chat that the view shows; undefined: a new one. */
  titled(title: string | undefined): void;
  /** What is attached to its unsent questions. */
  readonly kept: KeptDrafts;
  /** Shows the view and gives it the keyboard. */
  reveal(): Promise<void>;
}

export interface ChatHost extends ChatActions, ChatPlace {
  /** The user turned to this view. */
  used(): void;
}

/** The models that can be chosen; another feature's business, which the composition root brings together with this one. */
export interface ModelChoice {
  /** What was listed last; undefined until it was. */
  readonly current: ModelsListResult | undefined;
  refresh(): Promise<void>;
  setDefault(model: string): Promise<void>;
  onChange(listener: () => void): Disposable;
}
