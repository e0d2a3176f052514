import type {
  ChatContextUseResult,
  ChatLabel,
  ChatMessage,
  ChatProgress,
  ChatReplyResult,
  ChatSearchHit,
  ChatSummary,
  DiscoveredProvider,
  ImagePart,
  MessagePart,
  ModelInfo,
  OverflowChoice,
  Preset,
  Prompt,
  PullPhase,
  Rating,
  SelectionPart,
} from "../../../../shared-protocol/generated/protocol.js";
import type { ContextItem } from "./context-items.js";
import type { DescribedError } from "../../infrastructure/errors.js";

/** What a question can have attached. A picture has its data until it is stored, its `attachmentId` from then on. */
export type Attachment = SelectionPart | ImagePart;

export type { ContextItem } from "./context-items.js";

/** Which chats are listed. */
export interface ListFilter {
  archived?: boolean;
  folder?: string;
  tag?: string;
}

/** Which messages are searched, with what the list is narrowed to. `since` and `until` are days, as `2026-11-29`, both inclusive. */
export interface SearchFilter {
  model?: string;
  since?: string;
  until?: string;
  hasCode?: boolean;
}

/** How a chat asks its questions, where that is its own business. What is absent is the preset's or the server's. */
export type OwnSettings = Pick<ChatSummary, "systemPrompt" | "preset" | "options">;

/** The unsent question of a chat; without `chatId`: of the one that does not exist yet. */
export interface DraftOf {
  chatId?: string;
  /** Nothing of it is written down. */
  temporary?: boolean;
}

export interface Question {
  text: string;
  attachments: Attachment[];
}

/** Why a queue does not go on by itself: what the answer before it came to, or that the view was built anew meanwhile. */
export type Halt = "stopped" | "failed" | "compared" | "reloaded";

/** What a view keeps of one with the host. A change names what has changed. */
export interface KeptDraft extends DraftOf {
  attachments?: Attachment[];
  /** Those that wait to be asked before it. */
  questions?: Question[];
  /** Named together with `questions`; absent: they go on by themselves. */
  halted?: Halt;
  /** Only of a temporary chat: the view's own state, which has it of the others, is written down. */
  text?: string;
}

/** A key of a command. */
export interface CommandKey {
  /** Title of the command. */
  does: string;
  /** As VS Code writes it; two strokes have a space between them. */
  key: string;
  mac: string;
  inEditor: boolean;
}

/** What can be done with a block of code of an answer, beyond copying it. */
export type CodeUse = "replaceSelection" | "applyToFile" | "runInTerminal";

export interface CodeBlock {
  text: string;
  /** VS Code's id, as far as it is known. */
  languageId: string;
  /** The file that the block says it belongs to. */
  fileName?: string;
}

/** What the chat webview asks of the extension host. Every one that names a `replyId` or `pullId` chose it itself. */
export type ToHost =
  | { type: "ready" }
  /** The user turned to the view: commands go to it. */
  | { type: "used" }
  | { type: "listChats"; filter?: ListFilter; before?: string }
  | { type: "searchChats"; query: string; filter?: ListFilter & SearchFilter }
  /** `all`: with every message that comes before `before`. */
  | { type: "openChat"; chatId: string | undefined; before?: string; all?: true }
  | { type: "renameChat"; chatId: string; title: string }
  /** Takes effect a little later, or when the view closes. */
  | { type: "deleteChat"; chatId: string }
  /** With all that follow it; as `deleteChat`. */
  | { type: "deleteMessage"; chatId: string; messageId: string }
  | { type: "undoDelete"; chatId: string }
  | { type: "pinChat"; chatId: string; pinned: boolean }
  | { type: "archiveChat"; chatId: string; archived: boolean }
  | { type: "chooseFolder"; chatId: string }
  | { type: "chooseTags"; chatId: string }
  | {
      type: "send";
      chatId: string | undefined;
      replyId: string;
      text: string;
      model: string | undefined;
      attachments: Attachment[];
      /** The question whose place it takes. */
      editOf?: string;
      /** Whether a chat that does not exist yet is never stored. */
      temporary?: boolean;
      /** Of a chat that does not exist yet. */
      settings?: OwnSettings;
      /** Further models that answer it at the same time. */
      beside?: { replyId: string; model: string }[];
    }
  | { type: "continue"; chatId: string; messageId: string; replyId: string }
  /** Stops what runs in the chat. */
  | { type: "selectBranch"; chatId: string; messageId: string }
  | { type: "loadSiblings"; chatId: string; messageId: string }
  | { type: "fork"; chatId: string; messageId: string }
  | { type: "rate"; chatId: string; messageId: string; rating: Rating | undefined }
  | { type: "pickPictures" }
  | { type: "findContext"; query: string }
  /** For the question of this chat. */
  | ({ type: "attachContext"; item: ContextItem } & DraftOf)
  | { type: "measureContext"; chatId: string | undefined; model: string | undefined }
  | ({ type: "keepDraft" } & KeptDraft)
  | { type: "listPrompts" }
  | { type: "listPresets" }
  /** Replaces all of them. `saveId` is the view's own, so that the answer finds its form. */
  | { type: "saveSettings"; saveId: string; chatId: string; settings: OwnSettings }
  | { type: "loadPicture"; chatId: string; attachmentId: string }
  | {
      type: "regenerate";
      chatId: string;
      messageId: string;
      replyId: string;
      model: string | undefined;
      overflow: OverflowChoice | undefined;
      /** The window to ask for, in tokens. */
      contextLength: number | undefined;
      /** The current branch stays the current one. */
      beside?: true;
    }
  | { type: "stop"; replyId: string }
  /** The view has done what follows from the end of a reply. */
  | { type: "endSeen"; replyId: string }
  /** For the chat, or for new ones. */
  | { type: "setModel"; model: string; chatId?: string }
  | { type: "refreshModels" }
  | { type: "manageProviders" }
  | { type: "addProvider"; provider: DiscoveredProvider }
  | { type: "pull"; model: string; pullId: string }
  | { type: "cancelPull"; pullId: string }
  | { type: "copy"; text: string }
  | { type: "insertAtCursor"; text: string }
  /** Changes a file or runs something, after its user has seen what. */
  | { type: "useCode"; use: CodeUse; code: CodeBlock }
  | { type: "newFile"; text: string; languageId: string }
  | { type: "openLink"; href: string }
  /** One message of it, or all of it. */
  | { type: "exportChat"; chatId: string; messageId?: string }
  | { type: "printChat"; chatId: string }
  | { type: "listKeys" }
  /** In VS Code's own editor of keys. */
  | { type: "changeKeys" }
  | { type: "showLog" }
  | { type: "restartSidecar" };

export type SidecarState =
  | { state: "starting" }
  | { state: "running" }
  | { state: "restarting"; attempt: number; inMs: number; reason: string }
  | { state: "failed"; error: ViewError };

/** An error as a card shows it: what happened, why, what to do. */
export type ViewError = DescribedError;

/** What the extension host tells the chat webview. */
export type ToView =
  | { type: "sidecar"; sidecar: SidecarState }
  | { type: "models"; models: ModelInfo[]; problems: { provider: string; message: string; fix?: string }[]; model: string | undefined }
  | { type: "found"; providers: DiscoveredProvider[] }
  | { type: "chats"; chats: ChatSummary[]; hasMore: boolean; append: boolean }
  | { type: "labels"; folders: ChatLabel[]; tags: ChatLabel[] }
  | { type: "hits"; query: string; hits: ChatSearchHit[] }
  | {
      type: "chat";
      chat: ChatSummary;
      messages: ChatMessage[];
      hasMore: boolean;
      prepend: boolean;
      running?: RunningReply;
      /** Those that answer the same question as the last answer, beside it. */
      beside?: RunningReply[];
    }
  | { type: "siblings"; chatId: string; messageId: string; messages: ChatMessage[] }
  | { type: "chatClosed"; chatId: string }
  | { type: "deleteFailed"; chatId: string; error: ViewError }
  /** With all that followed it; it cannot be taken back any more. */
  | { type: "messageDeleted"; chatId: string; messageId: string }
  /** The chat that the view showed last: the first word to one that is built anew. */
  | { type: "reopen"; chatId: string }
  /** The chat that a `send` without one was stored in. */
  | { type: "chatCreated"; replyId: string; chat: ChatSummary }
  | { type: "delta"; replyId: string; parts: MessagePart[] }
  | { type: "progress"; progress: ChatProgress }
  | { type: "replyEnded"; replyId: string; result: ChatReplyResult }
  /** `stopped`: by its user, before anything of it was stored. */
  | { type: "replyFailed"; replyId: string; error: ViewError; stopped?: boolean }
  | { type: "pullProgress"; pullId: string; phase: PullPhase; completedBytes: number; totalBytes?: number; bytesPerSecond?: number }
  | { type: "pullEnded"; pullId: string; status: "completed" | "cancelled" }
  | { type: "pullFailed"; pullId: string; error: ViewError }
  | { type: "error"; error: ViewError }
  /** Commands of the palette and the editor. */
  | { type: "newChat"; temporary?: boolean }
  /** A chat that was made apart from the view, such as a fork. */
  | { type: "showChat"; chatId: string }
  /** As if it was chosen in the view. */
  | { type: "chooseModel"; model: string }
  | { type: "focusInput" }
  | { type: "focusSearch" }
  /** Shows how the open chat asks its questions. */
  | { type: "showSettings" }
  | { type: "showShortcuts" }
  | { type: "keys"; commands: CommandKey[] }
  | { type: "settingsSaved"; saveId: string; chat: ChatSummary }
  | { type: "settingsRefused"; saveId: string; error: ViewError }
  | { type: "presets"; presets: Preset[] }
  /** Leads the keyboard to the choice between the last answers. */
  | { type: "keepAnswer" }
  /** Looks for something in the chat that is shown. */
  | { type: "find" }
  /** `asked`: where it was asked for; another chat may be open by now. Absent: to the one that is. */
  | { type: "attach"; parts: Attachment[]; asked?: DraftOf }
  | { type: "keptDrafts"; drafts: KeptDraft[] }
  | { type: "contextFound"; query: string; items: ContextItem[] }
  | { type: "contextUse"; chatId: string | undefined; use: ChatContextUseResult }
  | { type: "prompts"; prompts: Prompt[] }
  | { type: "ask"; selection?: SelectionPart; text: string }
  /** `data` is base64; absent when the picture cannot be read. */
  | { type: "picture"; attachmentId: string; data: string | undefined };

/** A reply that was running when the view was (re)built: what came so far, the rest follows as `delta`. */
export interface RunningReply {
  replyId: string;
  parts: MessagePart[];
  /** Another answer to its question is the current one. */
  beside?: boolean;
  messageId?: string;
  model?: string;
}
