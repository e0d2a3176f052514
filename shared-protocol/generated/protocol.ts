// Generated from shared-protocol/contract by `npm run generate`. Edit the contract, not this file.

/** Hash of the contract's shape, which `initialize` exchanges: both sides must come from one contract. */
export const contractHash = "661324014b8f42b9717a1647013e37e614cd6192520414a64a5dd5695c08eb97";

export interface AuthorityInfo {
  subject: string;
  validUntil: string;
}

/** Copies the database, with all chats and pictures, into one file, while it is in use. No key is in it. */
export interface BackupCreateParams {
  /** Of the file, or of the folder to put it in. Absent: the data directory's own, where the five newest are kept. */
  path?: string | undefined;
}

/** A backup by schedule was made, or could not be. */
export interface BackupEnded {
  /** Of the backup that was made. */
  path?: string;
  /** Why none was made. */
  error?: MessageError;
}

export interface BackupInfo {
  path: string;
  sizeBytes: number;
  createdAt: string;
}

/** Lists the backups of the data directory and of the schedule's folder. */
export type BackupListParams = Record<string, never>;

export interface BackupListResult {
  /** The newest first. */
  backups: BackupInfo[];
  /** Absent: none are made by themselves. */
  schedule?: BackupSchedule;
}

/**
 * Puts a backup in place of the database, which is kept beside it. Refused while an answer runs and while another process has the database
 * open.
 */
export interface BackupRestoreParams {
  /** Of the backup, or `latest` of the data directory's own. */
  path: string;
}

export interface BackupRestoreResult {
  path: string;
  /** The database from before; absent when there was none. */
  previousPath?: string;
}

export interface BackupSchedule {
  /** From one backup to the next. */
  everyHours: number;
  /** A full path. */
  folder: string;
  /** How many of its backups stay in the folder. */
  keep: number;
}

/** Sets when backups are made by themselves, for every window on the data directory, or that they are not. */
export interface BackupSetScheduleParams {
  /** Absent: no backups by themselves. */
  schedule?: BackupSchedule | undefined;
}

/** Cancels a running request. It is still answered: a stream with its partial result, another with `RpcErrorCode.requestCancelled`. */
export interface CancelRequestParams {
  /** The id of the request: a string or a number. */
  id: unknown;
}

/** Reads a file that a message of a chat holds, such as a picture. */
export interface ChatAttachmentParams {
  chatId: string;
  attachmentId: string;
}

export interface ChatAttachmentResult {
  mediaType: string;
  /** Base64. */
  data: string;
}

/** The stored chats changed, by this process or another one on the same database: ask again for what is shown. */
export interface ChatChanged {
  /** Absent when another process made the change: any chat may have changed. */
  chatId?: string;
}

/**
 * Tells what fills the context window of a model before a question is asked. Nothing is sent anywhere for it: tokens are those that the
 * last answer was counted with, and an estimate for the rest.
 */
export interface ChatContextUseParams {
  /** Absent: a chat that does not exist yet. */
  chatId?: string | undefined;
  /** Full name; absent: the chat's, else the default. */
  model?: string | undefined;
}

export interface ChatContextUseResult {
  system: number;
  /** All messages of the current branch, without what is attached to them. */
  history: number;
  /** What is attached to them. */
  files: number;
  /** True unless the model itself counted all of it. */
  estimated: boolean;
  /** Absent: there is none. */
  model?: string;
  /** What is allocated, or will be by the chat's settings; absent: unknown. */
  window?: number;
}

/**
 * Goes on with the last answer of the current branch, which was cut off, stopped or interrupted. The deltas begin with what it holds
 * already.
 */
export interface ChatContinueParams {
  chatId: string;
  /** The answer; nothing may follow it. */
  messageId: string;
  /** As in `ChatSendParams`. */
  replyId: string;
  options?: GenerationOptions | undefined;
  /** As in `ChatSendParams`. */
  overflow?: OverflowChoice | undefined;
}

/** Starts an empty chat. */
export interface ChatCreateParams {
  /** Full name; absent: the default model at the time of each question. */
  model?: string | undefined;
  /** Absent: taken from the first question. */
  title?: string | undefined;
  systemPrompt?: string | undefined;
  /** True: nothing of it is stored; it is in no list and ends with the process, or with `chat/delete`. */
  temporary?: boolean | undefined;
  /** Where no model is named: the chat has the one that is the default for this use now. */
  use?: ModelUse | undefined;
  settings?: ChatSettings | undefined;
}

export interface ChatCreateResult {
  chatId: string;
}

/** Deletes a message and all that follow it. A sibling, else what it followed, becomes the end of the current branch. */
export interface ChatDeleteMessageParams {
  chatId: string;
  messageId: string;
}

/** Deletes a chat and all its messages. */
export interface ChatDeleteParams {
  chatId: string;
}

/** A piece of a running reply. All of them come before the response that ends it. */
export interface ChatDelta {
  replyId: string;
  /** Counts from 0 without gaps within a reply. */
  seq: number;
  /** Text of the kind that the last part had continues that part; another kind starts a new one. */
  parts: MessagePart[];
}

/**
 * Writes chats into a file, or gives one back as text. Markdown and HTML hold the current branch; JSON holds everything and can be imported
 * without loss. Progress comes as `TransferProgress`. No key is in any of them.
 */
export interface ChatExportParams {
  format: ExportFormat;
  /** Absent: all chats. */
  chatIds?: string[] | undefined;
  /** Only this message of the only chat; in JSON also those that lead to it. */
  messageId?: string | undefined;
  /** Also what models thought, in Markdown and HTML. JSON always has it. Default: `false`. */
  includeThinking?: boolean | undefined;
  /** Of the file; one that is there is replaced once the new one is whole. Absent: the result has the text of the only chat. */
  path?: string | undefined;
  /** Chosen by the caller; the progress notifications carry it. Absent: there are none. */
  transferId?: string | undefined;
}

export interface ChatExportResult {
  chats: number;
  messages: number;
  /** Of the file that was written. */
  path?: string;
  sizeBytes?: number;
  /** Where no file was asked for. Pictures stand in it by their names. */
  text?: string;
}

/** Copies a chat up to a message into a new one. Both go on by themselves. */
export interface ChatForkParams {
  chatId: string;
  /** The last message of the copy. */
  messageId: string;
}

export interface ChatForkResult {
  /** The new chat. */
  chatId: string;
}

/** Reads the current branch of a chat, or its last messages. */
export interface ChatGetParams {
  chatId: string;
  /** Only the last so many messages; absent: all. */
  limit?: number | undefined;
  /** Only messages that come before this one. */
  before?: string | undefined;
}

export interface ChatGetResult {
  chat: ChatSummary;
  /** Oldest first. */
  messages: ChatMessage[];
  /** True when the branch holds older messages. */
  hasMore: boolean;
}

/**
 * Reads chats from an export of this program, ChatGPT, Claude, Open WebUI, LM Studio, Continue, Cline or Copilot Chat; its content tells
 * which. Chats that are here already get the messages that they lack, so that importing twice adds nothing. A cancelled import keeps what
 * it had added. Progress comes as `TransferProgress`.
 */
export interface ChatImportParams {
  /** A JSON file, a zip, or a folder that holds them. */
  path: string;
  /** Only tells what would be added. Default: `false`. */
  dryRun?: boolean | undefined;
  /** Chosen by the caller; the progress notifications carry it. Absent: there are none. */
  transferId?: string | undefined;
}

export interface ChatImportResult {
  /** True when it was stopped before its end. */
  isCancelled: boolean;
  sources: ImportedSource[];
  /** The first 1,000 that were read. */
  chats: ImportedChat[];
  /** The first 1,000 of what could not be read, in part or at all. */
  failures: ImportFailure[];
  failureCount: number;
  /** Files of a zip or a folder that hold no chats; the first 1,000. */
  ignoredFiles: string[];
}

export interface ChatLabel {
  name: string;
  /** How many chats have it. */
  chats: number;
}

/** Lists all folders and tags in use, archived chats included, by name. */
export type ChatLabelsParams = Record<string, never>;

export interface ChatLabelsResult {
  folders: ChatLabel[];
  tags: ChatLabel[];
}

/** Lists chats: pinned ones first, then the last changed. */
export interface ChatListParams {
  /** At most this many, 1 to 500. Default: `50`. */
  limit?: number | undefined;
  /** Goes on behind this chat of an earlier answer. */
  before?: string | undefined;
  /** True: archived chats alone; absent: those that are not archived. */
  archived?: boolean | undefined;
  /** Only chats in this folder. */
  folder?: string | undefined;
  /** Only chats with this tag. */
  tag?: string | undefined;
}

export interface ChatListResult {
  chats: ChatSummary[];
  /** True when older chats follow. */
  hasMore: boolean;
}

export interface ChatMessage {
  messageId: string;
  role: MessageRole;
  parts: MessagePart[];
  status: MessageStatus;
  createdAt: string;
  /** The message that this one answers or follows; absent at the start of a chat. */
  parentId?: string;
  /** Full name of the model that wrote it; absent for what the user wrote. */
  model?: string;
  /** True when the text was sent to, or came from, an address that is not loopback. */
  leavesThisMachine: boolean;
  usage?: TokenUsage;
  /** Why the reply failed, when `status` is `failed`. */
  error?: MessageError;
  /** True when the reply reached a limit of length; `chat/continue` goes on with it. */
  cut?: boolean;
  rating?: Rating;
  /** All messages that follow the same one, this one included, oldest first; absent when it is the only one. */
  siblings?: string[];
}

/** What a reply that has no text yet is waiting for. */
export interface ChatProgress {
  replyId: string;
  phase: ReplyPhase;
  model: string;
  /** 0 to 1, where the server tells it. */
  fraction?: number;
  /** The answer's id in the history, from the first of these on. */
  messageId?: string;
  userMessageId?: string;
  /** In the phase retrying: when the next attempt begins. */
  retryInMs?: number;
  /** In the phase retrying: why the last attempt failed. */
  reason?: string;
}

/** Keeps what the user thinks of an answer. It stays in the database. */
export interface ChatRateParams {
  chatId: string;
  messageId: string;
  /** Absent: takes it back. */
  rating?: Rating | undefined;
}

/**
 * Asks the question behind an answer again. The new answer becomes a sibling of the old one, which is kept. While a question is being
 * answered this may ask it of further models; everything else in its chat waits for its end.
 */
export interface ChatRegenerateParams {
  chatId: string;
  /** The answer to replace in the current branch, or the question itself. */
  messageId: string;
  /** As in `ChatSendParams`. */
  replyId: string;
  model?: string | undefined;
  options?: GenerationOptions | undefined;
  /** As in `ChatSendParams`. */
  overflow?: OverflowChoice | undefined;
  /** As in `ChatSendParams`. */
  preset?: string | undefined;
  /** True: the current branch stays the current one, as it does while another answer to the question runs. */
  beside?: boolean | undefined;
}

export interface ChatRenameParams {
  chatId: string;
  title: string;
}

export interface ChatReplyResult {
  /** The stored answer. */
  messageId: string;
  /** The stored question that it answers. */
  userMessageId: string;
  stopReason: StopReason;
  model: string;
  usage?: TokenUsage;
}

export interface ChatSearchHit {
  chatId: string;
  messageId: string;
  /** Text around the hit; each match stands between U+E000 and U+E001 (private use, never in the text itself). */
  snippet: string;
  chatTitle: string;
  role: MessageRole;
  createdAt: string;
}

/** Full-text search over all messages. Words must all occur; `"…"` is a phrase; the last word may be a beginning. */
export interface ChatSearchParams {
  query: string;
  /** At most this many hits, 1 to 200. Default: `20`. */
  limit?: number | undefined;
  /** Only in this chat. */
  chatId?: string | undefined;
  /** Only what this model wrote (full name). */
  model?: string | undefined;
  /** Only messages from this time on. */
  since?: string | undefined;
  /** Only messages before this time. */
  until?: string | undefined;
  /** Only chats in this folder. */
  folder?: string | undefined;
  /** Only chats with this tag. */
  tag?: string | undefined;
  /** True: only messages with a block of code, or with attached lines. */
  hasCode?: boolean | undefined;
}

export interface ChatSearchResult {
  hits: ChatSearchHit[];
}

/** Makes the branch through a message current, down to its newest end. */
export interface ChatSelectBranchParams {
  chatId: string;
  messageId: string;
}

/**
 * Asks a question at the end of a chat. The answer arrives as `ChatDelta`; the response ends it, also after a cancel, which is a result
 * with `cancelled` and not an error.
 */
export interface ChatSendParams {
  chatId: string;
  /** Chosen by the caller, unique among its running replies; the notifications carry it. */
  replyId: string;
  text: string;
  /** Full name; absent: the chat's, else the default. */
  model?: string | undefined;
  /** Sent to the model before the text. A picture that the chat holds already is named by its attachmentId alone. */
  attachments?: MessagePart[] | undefined;
  options?: GenerationOptions | undefined;
  /** When the conversation does not fit; absent: `refuse`. */
  overflow?: OverflowChoice | undefined;
  /** The name of a preset; absent: the one that the model is in, if any. What `options` say goes before it. */
  preset?: string | undefined;
  /** A question of the current branch that this one takes the place of: it becomes its sibling, and what followed is kept beside it. */
  editOf?: string | undefined;
}

/** How the questions of a chat are asked, where they do not say so themselves. */
export interface ChatSettings {
  options?: GenerationOptions | undefined;
  /** The name of a preset; absent: the one that the model is in. */
  preset?: string | undefined;
}

/** Reads all messages that stand in the same place as one: the answers to the same question, or a question in all its wordings. */
export interface ChatSiblingsParams {
  chatId: string;
  messageId: string;
}

export interface ChatSiblingsResult {
  /** Oldest first, the named one included. */
  messages: ChatMessage[];
}

/**
 * Lets a model on this machine give a chat its title, from its first exchange. It never asks a model elsewhere, and never replaces a title
 * that the user wrote.
 */
export interface ChatSuggestTitleParams {
  chatId: string;
  /** Full name; absent: the model of the last answer. */
  model?: string | undefined;
}

export interface ChatSuggestTitleResult {
  /** The title that the chat has now. */
  title: string;
  /** False: it stays as it was; the model is not on this machine, had no usable answer, or the user named the chat. */
  changed: boolean;
}

export interface ChatSummary {
  chatId: string;
  title: string;
  createdAt: string;
  updatedAt: string;
  model?: string;
  systemPrompt?: string;
  /** The start of the newest message, at most 120 characters. */
  lastWords?: string;
  /** Absent: not pinned. */
  pinnedAt?: string;
  /** Absent: not archived. */
  archivedAt?: string;
  folder?: string;
  tags?: string[];
  /** How its questions are asked, where they do not say so themselves. */
  options?: GenerationOptions;
  /** The preset of its questions; absent: the one that the model is in. */
  preset?: string;
  /** True: it is never stored and ends with the process. */
  temporary?: boolean;
}

/** Changes what is said of a chat. What is absent stays. */
export interface ChatUpdateParams {
  chatId: string;
  pinned?: boolean | undefined;
  archived?: boolean | undefined;
  /** A name, at most 80 characters; empty: takes it out of its folder. */
  folder?: string | undefined;
  /** At most 20, each at most 40 characters; they replace those it had. */
  tags?: string[] | undefined;
  /** Empty: takes it away. */
  systemPrompt?: string | undefined;
  /** Full name; empty: the default model at the time of each question. */
  model?: string | undefined;
  /** Replaces all of them. */
  settings?: ChatSettings | undefined;
}

/** What fills a context window, in tokens. */
export interface ContextUse {
  /** What is allocated. */
  window: number;
  /** Kept free for the answer. */
  reserved: number;
  system: number;
  history: number;
  /** Attached files and selections, of all messages. */
  files: number;
  question: number;
  /** True when the tokens were not counted by the model's own tokenizer. */
  estimated: boolean;
  /**
   * A window that would hold all of it: ask again with this `GenerationOptions.contextLength`. Absent: the model or its server has none.
   */
  raiseTo?: number;
  /** About what that window takes more of the server's memory; absent: unknown. */
  raiseBytes?: number;
}

export interface Cost {
  /** In `currency`. */
  amount: number;
  currency: string;
  /** The date of the price table, e.g. `2026-07-02`; `user` for a price that the user set. */
  pricesOf: string;
}

export interface DiscoveredProvider {
  kind: string;
  /** What answered, e.g. `Ollama` or `llama.cpp server`: told from its answer, never from the port. */
  displayName: string;
  baseUrl: string;
  /** A free name for `providers/add`. */
  suggestedName: string;
  models: string[];
  version?: string;
  /** Set when a provider with this address exists already. */
  providerId?: string;
}

export interface DoctorCheck {
  name: string;
  status: DoctorStatus;
  message: string;
  fix?: string;
}

/** Checks the installation: data directory, database, search index, backups, engine, providers. */
export interface DoctorRunParams {
  /** Also mends what can be mended without losing anything: rebuilds the index, recovers interrupted replies. Default: `false`. */
  repair?: boolean | undefined;
  /** Path of a backup, or `latest`: puts it in place of the database, which is kept beside it. */
  restoreBackup?: string | undefined;
}

export interface DoctorRunResult {
  ok: boolean;
  checks: DoctorCheck[];
}

export type DoctorStatus = "ok" | "warning" | "failed" | "repaired";

export interface EmbeddingUsage {
  /** Of all texts together. */
  inputTokens: number;
}

/** The result of a request that has nothing to say but that it was done. */
export type EmptyResult = Record<string, never>;

/** A piece of a running reply. */
export interface EngineDelta {
  replyId: string;
  parts: MessagePart[];
}

/**
 * Makes a vector of each text. Loads the model when it is not in memory. A text that is longer than the model reads is refused, never cut.
 */
export interface EngineEmbedParams {
  /** Absolute path of a GGUF file, or of the ONNX weights in a model's folder. */
  modelPath: string;
  /** At least one, none of them empty. */
  texts: string[];
  /** Absent: the physical cores. */
  threads?: number | undefined;
}

export interface EngineEmbedResult {
  /** One for each text, in their order, each of length 1. */
  vectors: number[][];
  /** Of all texts together. */
  tokens: number;
}

/** Answers a conversation. Loads the model when it is not in memory. Text arrives as `EngineDelta`; a cancel ends it with `cancelled`. */
export interface EngineGenerateParams {
  /** Chosen by the caller; the notifications carry it. */
  replyId: string;
  /** Absolute path of a GGUF file, or of the ONNX weights in a model's folder. */
  modelPath: string;
  messages: EngineMessage[];
  sampling?: EngineSampling | undefined;
  /** Window in tokens; absent: the model's own, but no more than the engine's default cap. */
  contextLength?: number | undefined;
  /** Absent: the physical cores. */
  threads?: number | undefined;
}

export interface EngineGenerateResult {
  stopReason: StopReason;
  /** Tokens of the whole prompt. */
  promptTokens: number;
  /** Those that were not in the cache of the turn before: what `promptMs` was spent on. */
  evaluatedPromptTokens: number;
  completionTokens: number;
  promptMs: number;
  /** From the first to the last generated token. */
  generationMs: number;
  /** The window that is allocated. */
  contextLength: number;
}

/** The first request that the sidecar sends to the engine process. */
export interface EngineInitializeParams {
  /** As in `initialize`: both sides must come from one build. */
  contractHash: string;
  /** The language that the sidecar speaks, e.g. `de`; absent, or without a translation: English. */
  locale?: string | undefined;
}

export interface EngineInitializeResult {
  engineVersion: string;
  nodeVersion: string;
  /** Release tag of the llama.cpp inside, e.g. `b6700`. */
  llamaCppRelease: string;
  /** What threads are set from. */
  physicalCores: number;
}

/** Reads what a GGUF file says of itself, without loading it. */
export interface EngineInspectParams {
  modelPath: string;
}

export interface EngineInspectResult {
  name: string | null;
  architecture: string | null;
  quantization: string | null;
  trainedContextLength: number | null;
  /** Whether the file carries a chat template; without one a generic format is used. */
  chatTemplate: boolean;
  sizeBytes: number;
}

export interface EngineLoadedModel {
  modelPath: string;
  contextLength: number;
  threads: number;
}

export interface EngineMessage {
  role: MessageRole;
  text: string;
}

/** What a reply without text yet waits for. */
export interface EngineProgress {
  replyId: string;
  phase: ReplyPhase;
  fraction?: number;
}

/** Absent values are the engine's defaults. */
export interface EngineSampling {
  temperature?: number | undefined;
  topP?: number | undefined;
  topK?: number | undefined;
  minP?: number | undefined;
  repeatPenalty?: number | undefined;
  seed?: number | undefined;
  maxTokens?: number | undefined;
  stop?: string[] | undefined;
  /** A JSON schema, as JSON text, that the answer must follow. */
  jsonSchema?: string | undefined;
}

/** What is in memory now. */
export type EngineStatusParams = Record<string, never>;

export interface EngineStatusResult {
  loaded: EngineLoadedModel[];
  /** Of the engine process. */
  residentBytes: number;
}

/** Frees the memory of a model, or of all. */
export interface EngineUnloadParams {
  modelPath?: string | undefined;
}

/** `error.data` of a response. `error.message` says what happened in one sentence; this says the rest. */
export interface ErrorData {
  /** A stable word for programs, e.g. `unreachable`, `modelNotFound`, `diskFull`. */
  kind: string;
  /** The cause, in plain words. */
  why?: string;
  /** What the user can do next. */
  fix?: string;
  /** The vendor's or the system's own words, unchanged but for keys, which are masked. */
  detail?: string;
  /** True when the same request may succeed later without any change. */
  retryable: boolean;
  /** For the kind `contextTooLong`, where it is known: what takes how much. */
  context?: ContextUse;
}

/** Ends the process: with code 0 after `shutdown`, else 1. */
export type ExitParams = Record<string, never>;

export type ExportFormat = "markdown" | "html" | "json";

/** How an answer is generated. What is absent is left to the server. What a system has no such thing for is not sent to it. */
export interface GenerationOptions {
  /** 0 is the most predictable. */
  temperature?: number;
  /** Over 0, up to 1: only the likeliest tokens whose shares add up to this. */
  topP?: number;
  /** Only the so many likeliest tokens. */
  topK?: number;
  /** 0 to 1: no token less likely than this share of the likeliest one. */
  minP?: number;
  frequencyPenalty?: number;
  presencePenalty?: number;
  /** Above 1 makes tokens that were used less likely. */
  repeatPenalty?: number;
  seed?: number;
  /** The answer ends after so many, thinking included. */
  maxTokens?: number;
  /** The answer ends before any of these texts. */
  stop?: string[];
  /** JSON Schema, as text: the answer is JSON that fits it. */
  jsonSchema?: string;
  /** How much a model that can think does so. */
  thinking?: ThinkingLevel;
  /** In tokens, for models that take a number. */
  thinkingBudget?: number;
  /** The window to allocate, in tokens, where the server lets a request say so. It may load the model anew. */
  contextLength?: number;
  /** How long the model stays in memory after this, where the server lets a request say so; below 0: until it is unloaded. */
  keepAliveSeconds?: number;
}

/** A picture: PNG, JPEG, GIF or WebP, at most 20 MiB. */
export interface ImagePart {
  kind: "image";
  /** E.g. `image/png`. Of a picture that is sent, its first bytes decide and not this. */
  mediaType: string;
  /** Base64; required when it is sent. Absent in the history, where `chat/attachment` gives it. */
  data?: string;
  fileName?: string;
  /** Its id in the history; absent when it is sent. */
  attachmentId?: string;
  /** Of the picture itself; absent when it is sent. */
  sizeBytes?: number;
}

export interface ImportFailure {
  /** Its name, in a zip or folder its place there. */
  file: string;
  /** Which part of it: a chat's title or its number. */
  item: string;
  why: string;
  /** True when the rest of the item was read. */
  isPartial: boolean;
}

export type ImportOutcome = "new" | "extended" | "known";

export interface ImportedChat {
  source: string;
  title: string;
  outcome: ImportOutcome;
  /** Messages that were not here. */
  newMessages: number;
  /** Absent in a dry run for a chat that is not here. */
  chatId?: string;
}

/** What was read from one program. */
export interface ImportedSource {
  /** As it is shown, e.g. `Open WebUI`. */
  name: string;
  /** Chats that were not here. */
  newChats: number;
  /** Chats that were here and got messages. */
  extendedChats: number;
  /** Chats that were here with all of their messages. */
  knownChats: number;
  /** Messages that were not here, in new and extended chats. */
  newMessages: number;
}

/** The first request of a session. */
export interface InitializeParams {
  clientName: string;
  clientVersion: string;
  /** Hash of the contract that the client was built from; a different one is refused with `RpcErrorCode.contractMismatch`. */
  contractHash?: string | undefined;
  /** Absolute path of the data directory; absent: `--data-dir`, `AI_CHAT_LOCAL_DATA_DIR`, then the platform's own. */
  dataDirectory?: string | undefined;
  /** The language of what a user reads, as a tag of BCP 47, e.g. `de`; absent, or without a translation: English. */
  locale?: string | undefined;
}

export interface InitializeResult {
  serverName: string;
  serverVersion: string;
  contractHash: string;
  dataDirectory: string;
  capabilities: ServerCapabilities;
}

/** One request: where to and why, never a path, a query, a header or a word of what was sent. */
export interface LedgerEntry {
  entryId: string;
  time: string;
  scheme: string;
  host: string;
  port: number;
  isLoopback: boolean;
  purpose: LedgerPurpose;
  /** What the server is called here. */
  provider: string;
  /** Of the body that was handed to the connection; headers are not counted. */
  bytesSent: number;
  /** Of the body of the answer. */
  bytesReceived: number;
  outcome: LedgerOutcome;
  /** The HTTP status, when an answer came. */
  status?: number;
}

/** Open: not ended, or its process died. ErrorStatus: an answer with an error or a redirect. Refused: by Local only; nothing was sent. */
export type LedgerOutcome = "open" | "ok" | "errorStatus" | "refused" | "failed" | "cancelled";

/** For which act of the user. */
export type LedgerPurpose = "other" | "chat" | "models" | "probe" | "test" | "download" | "embeddings";

export interface MessageError {
  message: string;
  data: ErrorData;
}

/** One piece of a message. In a `ChatDelta`, text of the same kind continues the part before it. */
export type MessagePart = TextPart | ThinkingPart | SelectionPart | ImagePart;

export type MessageRole = "system" | "user" | "assistant";

/**
 * Streaming: still arriving. Complete: ended by the model. Cancelled: stopped by the user. Interrupted: the process that received it ended.
 * Failed: the provider failed. Whatever arrived before is kept in each case.
 */
export type MessageStatus = "streaming" | "complete" | "cancelled" | "interrupted" | "failed";

/** The figures of one model; what its server does not tell is absent. */
export interface ModelFigures {
  /** Named without the provider; absent: the server has one model and does not name it here. */
  model?: string;
  /** Being answered. */
  requestsRunning?: number;
  /** In the server's queue. */
  requestsWaiting?: number;
  /** How fast prompts are read: a mean over what the server calls recent, or since the figures were read before. */
  promptTokensPerSecond?: number;
  /** How fast answers are written, of all requests together; over the same time. */
  generationTokensPerSecond?: number;
  /** The part of the cache for context that is in use, 0 to 1. */
  kvCacheUsage?: number;
  /** Read since the server started. */
  promptTokens?: number;
  /** Written since the server started. */
  generationTokens?: number;
  /** The places in which requests are answered side by side, where the server has such. */
  slots?: ServerSlot[];
}

export interface ModelInfo {
  /** Full name, `<provider>/<model>`. */
  model: string;
  /** Short name for people. */
  displayName: string;
  /** The provider's name: the part of `model` before the first slash. */
  provider: string;
  providerKind: string;
  state: ModelState;
  leavesThisMachine: boolean;
  /** E.g. `chat`, `tools`, `vision`, `thinking`, `embedding`; empty when unknown. */
  capabilities: string[];
  sizeBytes?: number;
  quantization?: string;
  family?: string;
  parameterSize?: string;
  /** Allocated window in tokens where the server tells it, else the model's maximum, else absent. */
  contextLength?: number;
  licence?: string;
  /** For a model that can be downloaded: what it is good for. */
  description?: string;
  /** Why it cannot be asked now, e.g. since Local only is on; absent: it can. */
  unavailableBecause?: string;
  /** Those that the model's API has no word for: it may have them or not. What is in neither list it cannot do. */
  unknownCapabilities?: string[];
  /** The most that the model takes, in tokens, where it is told. */
  maxContextLength?: number;
  /** The longest answer in tokens, where it is told. */
  maxOutputTokens?: number;
  /** What it takes of its server's memory, the graphics card's included, while it is loaded. */
  memoryBytes?: number;
  /** The part of `memoryBytes` that is on a graphics card. */
  gpuMemoryBytes?: number;
  /** When its server unloads it if nobody asks it until then; absent: not told, or never. */
  unloadsAt?: string;
  /** Whether `models/load` can bring it into memory now; false while it is there. */
  canLoad: boolean;
  /** Whether `models/unload` can take it out of memory now. */
  canUnload: boolean;
  /** Why it can be neither loaded nor unloaded, in a sentence for people. */
  loadingNote?: string;
}

/** Downloadable: known, not on this machine yet (`models/pull` fetches it). Available: there, not in memory. Loaded: in memory. */
export type ModelState = "downloadable" | "available" | "loaded";

/**
 * What a default model is for. Chat: a chat that names none; where none was chosen, the first usable one. Edits: quick edits; where none
 * was chosen, the one for chats. Embeddings: vectors of texts; where none was chosen, the first that is known to make them.
 */
export type ModelUse = "chat" | "edits" | "embeddings";

/**
 * Tells how many tokens a prompt takes, with what the model's template puts around it. Nothing is generated. Where the provider counts, it
 * is sent the prompt.
 */
export interface ModelsCountTokensParams {
  /** Full name. */
  model: string;
  /** A question, by itself or as the next one of the chat. */
  text?: string | undefined;
  /** All messages of the chat's current branch, with its system prompt. One of both is needed. */
  chatId?: string | undefined;
}

export interface ModelsCountTokensResult {
  tokens: number;
  /** True: guessed from the length of the text, all of it or the part that the provider does not count. */
  estimated: boolean;
}

/** Makes a vector of each text. What is too long for the model is refused, never cut. Texts leave this machine when the model does. */
export interface ModelsEmbedParams {
  /** 1 to 2048, none of them empty. */
  texts: string[];
  /** Full name of an embedding model, e.g. `ollama/nomic-embed-text`; absent: the default one (`models/setDefault`). */
  model?: string | undefined;
  /** Numbers in each vector, for models that let it be chosen; others refuse it. Absent: the model's own size. */
  dimensions?: number | undefined;
}

export interface ModelsEmbedResult {
  /** The one that made them: vectors of different models cannot be compared. */
  model: string;
  /** One for each text, in the order of the texts. */
  vectors: number[][];
  /** Absent: the provider does not tell. */
  usage?: EmbeddingUsage;
}

/** Lists the models of all providers, or of one. */
export interface ModelsListParams {
  providerId?: string | undefined;
}

export interface ModelsListResult {
  models: ModelInfo[];
  /** Providers that could not be asked; the models of the others are listed all the same. */
  problems: ProviderProblem[];
  /** The model that `chat/send` takes when neither it nor the chat names one: the user's choice, else the first usable one. */
  defaultModel?: string;
  /** The one that was chosen for quick edits; absent: they take `defaultModel`. */
  editModel?: string;
  /** The one that `models/embed` takes when it names none: the user's choice, else the first that is known to make vectors. */
  embeddingModel?: string;
}

/**
 * Has a model's server bring it into memory, and answers when it is there: after milliseconds or many minutes, without a limit. Cancelling
 * stops waiting. What the server cannot do of what is asked is refused with the reason; nothing is left out unseen.
 */
export interface ModelsLoadParams {
  /** Full name, `<provider>/<model>`. */
  model: string;
  /** The window to allocate, in tokens, 64 or more. Absent: what the server takes by itself. */
  contextLength?: number | undefined;
  /** How long it stays when nobody asks it; below 0: until it is unloaded. Absent: what the server takes by itself. */
  keepAliveSeconds?: number | undefined;
  /** For an adapter (LoRA) of a vLLM server: where that server finds its files. */
  path?: string | undefined;
}

export interface ModelsLoadResult {
  /** How long it took, in milliseconds. */
  durationMs: number;
  /** The model as its server lists it now; absent when it does not. */
  loaded?: ModelInfo;
}

/**
 * Downloads a model into the data directory. Progress comes as `ModelsPullProgress`; a pull that was cancelled or cut off goes on where it
 * stopped.
 */
export interface ModelsPullParams {
  model: string;
  /** Chosen by the caller; the progress notifications carry it. */
  pullId: string;
}

export interface ModelsPullProgress {
  pullId: string;
  phase: PullPhase;
  /** Bytes that are on this machine, those of earlier attempts included. */
  completedBytes: number;
  totalBytes?: number;
  bytesPerSecond?: number;
}

export interface ModelsPullResult {
  status: PullStatus;
}

/** Chooses the model that is taken for a use when none is named. Absent: back to what is taken where nothing was chosen. */
export interface ModelsSetDefaultParams {
  /** Full name, `<provider>/<model>`. */
  model?: string | undefined;
  /** Absent: chat. */
  use?: ModelUse | undefined;
}

/**
 * Has a model's server take it out of memory, and answers when it is out. A model that is not in memory is refused, and so is a server that
 * cannot do it.
 */
export interface ModelsUnloadParams {
  /** Full name, `<provider>/<model>`. */
  model: string;
}

/** Tells what holds for all connections. The same for every process on the data directory. */
export type NetworkGetParams = Record<string, never>;

export interface NetworkProblem {
  message: string;
  error: ErrorData;
}

/** Sets anew what holds for all connections, from the next request on; what is absent is taken back. */
export interface NetworkSetParams {
  /** An absolute path. A file that cannot be used is refused. */
  caFile?: string | undefined;
  /** 1 to 86400. */
  silenceLimitSeconds?: number | undefined;
}

export interface NetworkStatus {
  /** Path of a PEM file whose authorities are trusted beside those of the system. */
  caFile?: string;
  /** How long a server may send nothing before its request is given up. Absent: as long as it likes. */
  silenceLimitSeconds?: number;
  /** The certificates that the file holds now. */
  authorities?: AuthorityInfo[];
  /** Why the file cannot be used now: requests over https fail until that is mended. */
  problem?: NetworkProblem;
}

/**
 * What to do when a conversation does not fit into the context window. Refuse: say what takes how much. DropOldest: leave out the oldest
 * questions with their answers. Summarise: let the model put them into a few sentences first. Send: let the server decide.
 */
export type OverflowChoice = "refuse" | "dropOldest" | "summarise" | "send";

export interface Preset {
  name: string;
  /** Full names of the models that are asked in this way unless a question says otherwise. */
  models: string[];
  /** For chats that have none of their own. */
  systemPrompt?: string;
  options?: GenerationOptions;
}

/** Lists the named ways of asking. */
export type PresetsListParams = Record<string, never>;

export interface PresetsListResult {
  /** By name. */
  presets: Preset[];
}

/** Removes a preset. Its models are asked with nothing set again. */
export interface PresetsRemoveParams {
  name: string;
}

/** Adds a preset, or changes one wholly: what is absent is taken out of it. */
export interface PresetsSaveParams {
  /** 1 to 64 characters, unique, upper and lower case apart. */
  name: string;
  /** The name that it had until now; absent: it is new, or keeps its name. */
  before?: string | undefined;
  systemPrompt?: string | undefined;
  options?: GenerationOptions | undefined;
  /** These models leave the preset that they were in. */
  models?: string[] | undefined;
}

/** Local only was turned on or off, by this process or another one on the same data directory. */
export interface PrivacyChanged {
  localOnly: boolean;
}

/** Tells what may leave this machine. The same for every process on the data directory. */
export type PrivacyGetParams = Record<string, never>;

/**
 * Lists the requests that were sent, by every process on the data directory, the newest first. The newest 100,000 that left this machine
 * are kept, and the newest 20,000 that stayed on it.
 */
export interface PrivacyLedgerParams {
  /** At most this many, 1 to 1000. Default: `100`. */
  limit?: number | undefined;
  /** Goes on behind this entry of an earlier answer. */
  before?: string | undefined;
  /** Leaves out what stayed on this machine, and what Local only refused. Default: `false`. */
  onlyOutside?: boolean | undefined;
}

export interface PrivacyLedgerResult {
  entries: LedgerEntry[];
  /** True when older entries follow. */
  hasMore: boolean;
}

/**
 * Turns Local only on or off, for every process on the data directory, from the next request on. An answer under way from outside is broken
 * off.
 */
export interface PrivacySetParams {
  localOnly: boolean;
}

export interface PrivacyStatus {
  /** True: every destination that is not loopback is refused, before its name is looked up. */
  localOnly: boolean;
  /** Names of the configured providers that are not on this machine: those that Local only refuses. */
  outsideProviders: string[];
}

export interface Prompt {
  /** What is typed after a slash. */
  name: string;
  /** What menus show. */
  title: string;
  /** May hold `{{selection}}`, `{{file}}` and `{{input}}`: the selected code, the name of the file, and what the user adds. */
  text: string;
  /** Whether it is offered on code in an editor. */
  isEditorAction: boolean;
}

/** Lists the prompts of the user's own library. */
export type PromptsListParams = Record<string, never>;

export interface PromptsListResult {
  /** By name. */
  prompts: Prompt[];
}

/** Removes a prompt from the library. */
export interface PromptsRemoveParams {
  name: string;
}

/** Adds a prompt to the library, or changes one wholly. */
export interface PromptsSaveParams {
  /** 1 to 64 letters, digits, hyphens and underscores; unique, upper and lower case apart. */
  name: string;
  text: string;
  /** Absent: the name. */
  title?: string | undefined;
  /** Absent: it is none. */
  isEditorAction?: boolean | undefined;
  /** The name that it had until now; absent: it is new, or keeps its name. */
  before?: string | undefined;
}

/** Which of OpenAI's two ways to talk to a model. */
export type ProviderApi = "chat" | "responses";

/** A header with its value, or with the environment variable that holds it. */
export interface ProviderHeader {
  name: string;
  /** Write-only: stored encrypted, as it may be a key. */
  value?: string | undefined;
  /** Read at each use and never stored. */
  variable?: string | undefined;
}

export interface ProviderInfo {
  providerId: string;
  kind: string;
  name: string;
  baseUrl: string | null;
  /** Whether a key is stored; the key itself is never told. */
  hasApiKey: boolean;
  /** True when requests go to an address that is not loopback. */
  leavesThisMachine: boolean;
  /** True for the embedded engine, which is always there and cannot be removed. */
  builtIn: boolean;
  apiKeyVariable?: string;
  preset?: string;
  api?: ProviderApi;
  /** Of the headers that the user set; their values are never told. */
  headerNames?: string[];
  query?: ProviderParameter[];
  extraBody?: unknown;
  modelsPath?: string;
  chatPath?: string;
  /** Whether a key for managing models is stored; it is never told either. */
  hasAdminKey: boolean;
  adminKeyVariable?: string;
  textgen?: TextgenSettings;
  route?: ProviderRouteInfo;
  /** False: it is not asked, and its models are not listed. */
  enabled: boolean;
}

/** What a form for a provider of this kind asks. */
export interface ProviderKindInfo {
  kind: string;
  displayName: string;
  description: string;
  takesBaseUrl: boolean;
  defaultBaseUrl: string | null;
  takesApiKey: boolean;
  /** Whether headers, parameters, paths and the like of `ProvidersAddParams` may be given. */
  takesRequestSettings: boolean;
  presets: ProviderPresetInfo[];
  /** Whether a key for managing models may be given beside the API key. */
  takesAdminKey: boolean;
}

export interface ProviderParameter {
  name: string;
  value: string;
}

/** A vendor that is known well enough to be chosen by name. */
export interface ProviderPresetInfo {
  id: string;
  displayName: string;
  /** Words in braces, such as `{resource}`, are the user's to fill in. */
  baseUrl: string;
  /** The environment variable in which the vendor's own tools look for the key. */
  keyVariable?: string;
}

export interface ProviderProblem {
  provider: string;
  message: string;
  error: ErrorData;
}

/** How a provider is connected to; what is absent is as the system and `network/set` say. */
export interface ProviderRoute {
  /** Absolute path of the certificate by which the server knows this user: PEM, or PKCS #12 (`.pfx`, `.p12`). */
  clientCertificate?: string | undefined;
  /** Absolute path of its private key in PEM, where that is a file of its own. */
  clientKey?: string | undefined;
  /** Of the private key. Write-only: stored encrypted. Absent, with the same certificate as before: it stays. Empty: there is none. */
  passphrase?: string | undefined;
  /** In place of a passphrase: the environment variable that holds it, read at each use and never stored. */
  passphraseVariable?: string | undefined;
  /** How long the server may send nothing, 1 to 86400; 0: as long as it likes, whatever holds for all. */
  silenceLimitSeconds?: number | undefined;
  /** `none`: it is reached without the system's proxy. Else the address of its own proxy, without user and password. */
  proxy?: string | undefined;
  /** Whom its own proxy is told to let through. */
  proxyUser?: string | undefined;
  /** The user's. Write-only: stored encrypted. Absent, with the same proxy and user as before: it stays. Empty: there is none. */
  proxyPassword?: string | undefined;
  /** In place of a password: the environment variable that holds it, read when it is needed and never stored. */
  proxyPasswordVariable?: string | undefined;
}

/** A `ProviderRoute` as it is shown: passphrase and password are never told. */
export interface ProviderRouteInfo {
  clientCertificate?: string;
  clientKey?: string;
  hasPassphrase: boolean;
  passphraseVariable?: string;
  silenceLimitSeconds?: number;
  proxy?: string;
  proxyUser?: string;
  hasProxyPassword: boolean;
  proxyPasswordVariable?: string;
}

export interface ProviderTestStep {
  /**
   * Over HTTP: `name`, `tcp`, `tls`, `identity`, `version`, `authentication`, `models`, `token`. The embedded engine: `start`, `models`,
   * `token`.
   */
  name: string;
  ok: boolean;
  durationMs: number;
  /** What was found, or what went wrong. */
  message: string;
  /** What the user can do, when the step failed. */
  fix?: string;
  /** The raw answer or the system's words, keys masked. */
  detail?: string;
  /** The cause, when the step failed. */
  why?: string;
}

/** Adds a provider: one configured model server or API. */
export interface ProvidersAddParams {
  /** One of `ProvidersListResult.kinds`, e.g. `ollama`. */
  kind: string;
  /** Unique; the part of a model's name before the slash. Lower-case letters, digits, `-`, `_` and `.`. */
  name: string;
  /** Absent: the preset's, or the kind's default. */
  baseUrl?: string | undefined;
  /** Write-only: stored encrypted, never sent back over any door. */
  apiKey?: string | undefined;
  /** In place of a key: the environment variable that holds it, read at each use and never stored. */
  apiKeyVariable?: string | undefined;
  /** Id of one of the kind's `ProviderKindInfo.presets`. This and what follows: only for kinds that take request settings. */
  preset?: string | undefined;
  /** Absent: the one that the kind or the preset is made for. */
  api?: ProviderApi | undefined;
  /** Sent with every request. */
  headers?: ProviderHeader[] | undefined;
  /** Added to every address. Shown again, so a key is refused here. */
  query?: ProviderParameter[] | undefined;
  /** An object whose fields are put into the body of every question; one that is null is taken out of it. */
  extraBody?: unknown | undefined;
  /** Of the list of models, below the base URL. */
  modelsPath?: string | undefined;
  /** Of a question to chat completions, below the base URL; `{model}` in it stands for the model. */
  chatPath?: string | undefined;
  /**
   * Write-only, as the API key: lets in where models are managed, for servers that have a key of its own for that. For kinds that take one.
   */
  adminKey?: string | undefined;
  /** In place of an admin key: the environment variable that holds it. */
  adminKeyVariable?: string | undefined;
  /** For Text Generation WebUI; not with a preset, whose vendor has no such thing. */
  textgen?: TextgenSettings | undefined;
  /** How it is connected to. */
  route?: ProviderRoute | undefined;
}

export interface ProvidersAddResult {
  providerId: string;
}

/** Looks for model servers on this machine's loopback addresses. Nothing else is contacted, nothing is added. */
export type ProvidersDiscoverParams = Record<string, never>;

export interface ProvidersDiscoverResult {
  found: DiscoveredProvider[];
}

export type ProvidersListParams = Record<string, never>;

export interface ProvidersListResult {
  providers: ProviderInfo[];
  kinds: ProviderKindInfo[];
}

/** Reads what a model server measures of itself now. A server that measures nothing, or was not started so, is refused with the reason. */
export interface ProvidersMetricsParams {
  providerId: string;
}

export interface ProvidersMetricsResult {
  /** One entry for each model in memory; empty: none is. */
  models: ModelFigures[];
}

/** Removes a provider and its stored key. Chats that used it stay. */
export interface ProvidersRemoveParams {
  providerId: string;
}

/** Sets the order in which providers and their models are listed. The embedded engine stays first. */
export interface ProvidersReorderParams {
  /** Those that are not named follow in the order that they had. */
  providerIds: string[];
}

/** Turns a provider off or on again. One that is off is not asked and its models are not listed; what was set stays. */
export interface ProvidersSetEnabledParams {
  providerId: string;
  enabled: boolean;
}

/** Tries a provider step by step, up to the first step that fails. */
export interface ProvidersTestParams {
  providerId: string;
  /** Whether a model is asked for one token. Left out: when that stays on this machine and a model is loaded. */
  askModel?: boolean | undefined;
}

export interface ProvidersTestResult {
  ok: boolean;
  steps: ProviderTestStep[];
  /** What the server says of itself, where it says so. */
  version?: string;
}

/**
 * Sets a provider anew: what is absent is taken back to what `providers/add` makes of it, but for keys, which stay. Its id and its kind
 * stay too. Another name changes the names of its models; the default model follows, chats that name the old one do not.
 */
export interface ProvidersUpdateParams {
  providerId: string;
  name: string;
  baseUrl?: string | undefined;
  /** Absent, with no `apiKeyVariable` either: the key stays as it is. */
  apiKey?: string | undefined;
  apiKeyVariable?: string | undefined;
  /** True: it has no key from now on. Default: `false`. */
  removeApiKey?: boolean | undefined;
  preset?: string | undefined;
  api?: ProviderApi | undefined;
  /** All that it shall have. One with neither value nor variable keeps what is stored under its name. */
  headers?: ProviderHeader[] | undefined;
  query?: ProviderParameter[] | undefined;
  extraBody?: unknown | undefined;
  modelsPath?: string | undefined;
  chatPath?: string | undefined;
  /** Absent, with no `adminKeyVariable` either: the admin key stays as it is. */
  adminKey?: string | undefined;
  adminKeyVariable?: string | undefined;
  /** True: it has no admin key from now on. Default: `false`. */
  removeAdminKey?: boolean | undefined;
  textgen?: TextgenSettings | undefined;
  route?: ProviderRoute | undefined;
}

export type PullPhase = "downloading" | "verifying";

export type PullStatus = "completed" | "cancelled";

/** What the user thinks of an answer. */
export type Rating = "down" | "up";

export type ReplyPhase = "connecting" | "loadingModel" | "processingPrompt" | "retrying" | "summarising";

/** Lines of a file, or another text, that the user attached. */
export interface SelectionPart {
  kind: "selection";
  /** As shown: relative to the workspace where it lies in one. */
  fileName: string;
  languageId: string;
  /** First line, counted from 1. */
  startLine: number;
  /** Last line, inclusive. */
  endLine: number;
  text: string;
  /** True: it is all of the file, or no file at all (its name says what it is): lines tell nothing. */
  whole?: boolean;
}

export interface ServerCapabilities {
  /** The kinds that `providers/add` takes. */
  providerKinds: string[];
  /** The largest frame that the server reads; a larger one is answered with an error and skipped. */
  maxFrameBytes: number;
}

export interface ServerSlot {
  /** The server's own number. */
  slot: number;
  busy: boolean;
  /** Its window in tokens. */
  contextLength?: number;
  /** Of the answer that is being written. */
  generatedTokens?: number;
}

/** Asks the server to end running replies, save what they brought and flush. `exit` or a closed stdin follows. */
export type ShutdownParams = Record<string, never>;

/** Stop: the model ended. Length: it reached a limit. Cancelled: the user stopped it. Other: the server gave another reason. */
export type StopReason = "stop" | "length" | "cancelled" | "other";

/** Markdown of an answer, or a question as typed. */
export interface TextPart {
  kind: "text";
  text: string;
}

/**
 * Instruct: the model answers as an assistant. Chat: as a character, without a template. ChatInstruct: as a character, told to by an
 * instruction.
 */
export type TextgenMode = "instruct" | "chat" | "chatInstruct";

/**
 * What Text Generation WebUI (textgen) makes of each question before its model gets it. Characters, templates and presets are files in its
 * `user_data` folder and are named without their ending; it lists them nowhere. A name that it does not have fails at the question.
 */
export interface TextgenSettings {
  /** Absent: instruct. */
  mode?: TextgenMode;
  /** Who answers in the modes chat and chatInstruct. */
  character?: string;
  /** Takes the place of the model's own template in the modes instruct and chatInstruct. */
  instructionTemplate?: string;
  /** What the character calls the user. */
  userName?: string;
  /** In place of the character's own name. */
  botName?: string;
  /** In place of the character's own description. */
  context?: string;
  /** The character's first words, in place of its own. */
  greeting?: string;
  /** The instruction of the mode chatInstruct; `<|character|>` and `<|prompt|>` in it are filled in. */
  chatInstructCommand?: string;
  /** A preset of how tokens are chosen; options of a question win over it. */
  samplerPreset?: string;
}

export type ThinkingLevel = "off" | "low" | "medium" | "high" | "max";

/** What a model thought before answering. Never part of the answer and never sent back to a model. */
export interface ThinkingPart {
  kind: "thinking";
  text: string;
}

/** What a reply cost and how fast it came. Absent figures are unknown, never zero. */
export interface TokenUsage {
  /** Tokens that the model read, those from a cache included. */
  promptTokens?: number;
  /** Tokens that the model wrote, thinking included. */
  completionTokens?: number;
  /** As the server measured it. */
  promptTokensPerSecond?: number;
  /** As the server measured it, else completion tokens over the time from the first to the last. */
  tokensPerSecond?: number;
  /** From sending the request to the first piece of text, measured here. */
  timeToFirstTokenMs?: number;
  /** From sending the request to its end, measured here. */
  durationMs?: number;
  /** Of the prompt tokens: those that a cache of the vendor held. */
  cachedTokens?: number;
  /** Of the completion tokens: those spent on thinking, where the vendor tells them. */
  reasoningTokens?: number;
  /** An estimate from the price table; absent when no price is known. A model on this machine costs nothing and has none. */
  cost?: Cost;
}

export interface TransferProgress {
  transferId: string;
  /** Chats that are done. */
  done: number;
  /** Of how many; absent while that is not known. */
  total?: number;
}

/** Every error code that may stand in a response. */
export const RpcErrorCode = {
  parseError: -32700,
  invalidRequest: -32600,
  methodNotFound: -32601,
  invalidParams: -32602,
  internalError: -32603,
  /** A request other than `initialize` came first (LSP's ServerNotInitialized). */
  notInitialized: -32002,
  /** The client cancelled a request that has no partial result to give (LSP's RequestCancelled). */
  requestCancelled: -32800,
  /** Client and server were built from different contracts. */
  contractMismatch: -32010,
  /** What an id or a name refers to does not exist. */
  notFound: -32011,
  /** The request is well formed but cannot be carried out now: a name is taken, a reply is running. */
  conflict: -32012,
  /** A model server, an API or the embedded engine failed; `ErrorData.kind` says how. */
  providerFailed: -32020,
  /** The database or a file in the data directory could not be read or written. */
  storageFailed: -32030,
} as const;

/** What each request takes and gives. */
export interface RpcRequests {
  /** Copies the database, with all chats and pictures, into one file, while it is in use. No key is in it. */
  "backup/create": { params: BackupCreateParams; result: BackupInfo };
  /** Lists the backups of the data directory and of the schedule's folder. */
  "backup/list": { params: BackupListParams; result: BackupListResult };
  /**
   * Puts a backup in place of the database, which is kept beside it. Refused while an answer runs and while another process has the
   * database open.
   */
  "backup/restore": { params: BackupRestoreParams; result: BackupRestoreResult };
  /** Sets when backups are made by themselves, for every window on the data directory, or that they are not. */
  "backup/setSchedule": { params: BackupSetScheduleParams; result: BackupListResult };
  /** Reads a file that a message of a chat holds, such as a picture. */
  "chat/attachment": { params: ChatAttachmentParams; result: ChatAttachmentResult };
  /**
   * Tells what fills the context window of a model before a question is asked. Nothing is sent anywhere for it: tokens are those that the
   * last answer was counted with, and an estimate for the rest.
   */
  "chat/contextUse": { params: ChatContextUseParams; result: ChatContextUseResult };
  /**
   * Goes on with the last answer of the current branch, which was cut off, stopped or interrupted. The deltas begin with what it holds
   * already.
   */
  "chat/continue": { params: ChatContinueParams; result: ChatReplyResult };
  /** Starts an empty chat. */
  "chat/create": { params: ChatCreateParams; result: ChatCreateResult };
  /** Deletes a chat and all its messages. */
  "chat/delete": { params: ChatDeleteParams; result: EmptyResult };
  /** Deletes a message and all that follow it. A sibling, else what it followed, becomes the end of the current branch. */
  "chat/deleteMessage": { params: ChatDeleteMessageParams; result: EmptyResult };
  /**
   * Writes chats into a file, or gives one back as text. Markdown and HTML hold the current branch; JSON holds everything and can be
   * imported without loss. Progress comes as `TransferProgress`. No key is in any of them.
   */
  "chat/export": { params: ChatExportParams; result: ChatExportResult };
  /** Copies a chat up to a message into a new one. Both go on by themselves. */
  "chat/fork": { params: ChatForkParams; result: ChatForkResult };
  /** Reads the current branch of a chat, or its last messages. */
  "chat/get": { params: ChatGetParams; result: ChatGetResult };
  /**
   * Reads chats from an export of this program, ChatGPT, Claude, Open WebUI, LM Studio, Continue, Cline or Copilot Chat; its content tells
   * which. Chats that are here already get the messages that they lack, so that importing twice adds nothing. A cancelled import keeps what
   * it had added. Progress comes as `TransferProgress`.
   */
  "chat/import": { params: ChatImportParams; result: ChatImportResult };
  /** Lists all folders and tags in use, archived chats included, by name. */
  "chat/labels": { params: ChatLabelsParams; result: ChatLabelsResult };
  /** Lists chats: pinned ones first, then the last changed. */
  "chat/list": { params: ChatListParams; result: ChatListResult };
  /** Keeps what the user thinks of an answer. It stays in the database. */
  "chat/rate": { params: ChatRateParams; result: EmptyResult };
  /**
   * Asks the question behind an answer again. The new answer becomes a sibling of the old one, which is kept. While a question is being
   * answered this may ask it of further models; everything else in its chat waits for its end.
   */
  "chat/regenerate": { params: ChatRegenerateParams; result: ChatReplyResult };
  "chat/rename": { params: ChatRenameParams; result: EmptyResult };
  /** Full-text search over all messages. Words must all occur; `"…"` is a phrase; the last word may be a beginning. */
  "chat/search": { params: ChatSearchParams; result: ChatSearchResult };
  /** Makes the branch through a message current, down to its newest end. */
  "chat/selectBranch": { params: ChatSelectBranchParams; result: EmptyResult };
  /**
   * Asks a question at the end of a chat. The answer arrives as `ChatDelta`; the response ends it, also after a cancel, which is a result
   * with `cancelled` and not an error.
   */
  "chat/send": { params: ChatSendParams; result: ChatReplyResult };
  /** Reads all messages that stand in the same place as one: the answers to the same question, or a question in all its wordings. */
  "chat/siblings": { params: ChatSiblingsParams; result: ChatSiblingsResult };
  /**
   * Lets a model on this machine give a chat its title, from its first exchange. It never asks a model elsewhere, and never replaces a
   * title that the user wrote.
   */
  "chat/suggestTitle": { params: ChatSuggestTitleParams; result: ChatSuggestTitleResult };
  /** Changes what is said of a chat. What is absent stays. */
  "chat/update": { params: ChatUpdateParams; result: EmptyResult };
  /** Checks the installation: data directory, database, search index, backups, engine, providers. */
  "doctor/run": { params: DoctorRunParams; result: DoctorRunResult };
  /**
   * Makes a vector of each text. Loads the model when it is not in memory. A text that is longer than the model reads is refused, never
   * cut.
   */
  "engine/embed": { params: EngineEmbedParams; result: EngineEmbedResult };
  /** Answers a conversation. Loads the model when it is not in memory. Text arrives as `EngineDelta`; a cancel ends it with `cancelled`. */
  "engine/generate": { params: EngineGenerateParams; result: EngineGenerateResult };
  /** The first request that the sidecar sends to the engine process. */
  "engine/initialize": { params: EngineInitializeParams; result: EngineInitializeResult };
  /** Reads what a GGUF file says of itself, without loading it. */
  "engine/inspect": { params: EngineInspectParams; result: EngineInspectResult };
  /** What is in memory now. */
  "engine/status": { params: EngineStatusParams; result: EngineStatusResult };
  /** Frees the memory of a model, or of all. */
  "engine/unload": { params: EngineUnloadParams; result: EmptyResult };
  /** The first request of a session. */
  initialize: { params: InitializeParams; result: InitializeResult };
  /**
   * Tells how many tokens a prompt takes, with what the model's template puts around it. Nothing is generated. Where the provider counts,
   * it is sent the prompt.
   */
  "models/countTokens": { params: ModelsCountTokensParams; result: ModelsCountTokensResult };
  /** Makes a vector of each text. What is too long for the model is refused, never cut. Texts leave this machine when the model does. */
  "models/embed": { params: ModelsEmbedParams; result: ModelsEmbedResult };
  /** Lists the models of all providers, or of one. */
  "models/list": { params: ModelsListParams; result: ModelsListResult };
  /**
   * Has a model's server bring it into memory, and answers when it is there: after milliseconds or many minutes, without a limit.
   * Cancelling stops waiting. What the server cannot do of what is asked is refused with the reason; nothing is left out unseen.
   */
  "models/load": { params: ModelsLoadParams; result: ModelsLoadResult };
  /**
   * Downloads a model into the data directory. Progress comes as `ModelsPullProgress`; a pull that was cancelled or cut off goes on where
   * it stopped.
   */
  "models/pull": { params: ModelsPullParams; result: ModelsPullResult };
  /** Chooses the model that is taken for a use when none is named. Absent: back to what is taken where nothing was chosen. */
  "models/setDefault": { params: ModelsSetDefaultParams; result: EmptyResult };
  /**
   * Has a model's server take it out of memory, and answers when it is out. A model that is not in memory is refused, and so is a server
   * that cannot do it.
   */
  "models/unload": { params: ModelsUnloadParams; result: EmptyResult };
  /** Tells what holds for all connections. The same for every process on the data directory. */
  "network/get": { params: NetworkGetParams; result: NetworkStatus };
  /** Sets anew what holds for all connections, from the next request on; what is absent is taken back. */
  "network/set": { params: NetworkSetParams; result: NetworkStatus };
  /** Lists the named ways of asking. */
  "presets/list": { params: PresetsListParams; result: PresetsListResult };
  /** Removes a preset. Its models are asked with nothing set again. */
  "presets/remove": { params: PresetsRemoveParams; result: EmptyResult };
  /** Adds a preset, or changes one wholly: what is absent is taken out of it. */
  "presets/save": { params: PresetsSaveParams; result: EmptyResult };
  /** Tells what may leave this machine. The same for every process on the data directory. */
  "privacy/get": { params: PrivacyGetParams; result: PrivacyStatus };
  /**
   * Lists the requests that were sent, by every process on the data directory, the newest first. The newest 100,000 that left this machine
   * are kept, and the newest 20,000 that stayed on it.
   */
  "privacy/ledger": { params: PrivacyLedgerParams; result: PrivacyLedgerResult };
  /**
   * Turns Local only on or off, for every process on the data directory, from the next request on. An answer under way from outside is
   * broken off.
   */
  "privacy/set": { params: PrivacySetParams; result: PrivacyStatus };
  /** Lists the prompts of the user's own library. */
  "prompts/list": { params: PromptsListParams; result: PromptsListResult };
  /** Removes a prompt from the library. */
  "prompts/remove": { params: PromptsRemoveParams; result: EmptyResult };
  /** Adds a prompt to the library, or changes one wholly. */
  "prompts/save": { params: PromptsSaveParams; result: EmptyResult };
  /** Adds a provider: one configured model server or API. */
  "providers/add": { params: ProvidersAddParams; result: ProvidersAddResult };
  /** Looks for model servers on this machine's loopback addresses. Nothing else is contacted, nothing is added. */
  "providers/discover": { params: ProvidersDiscoverParams; result: ProvidersDiscoverResult };
  "providers/list": { params: ProvidersListParams; result: ProvidersListResult };
  /**
   * Reads what a model server measures of itself now. A server that measures nothing, or was not started so, is refused with the reason.
   */
  "providers/metrics": { params: ProvidersMetricsParams; result: ProvidersMetricsResult };
  /** Removes a provider and its stored key. Chats that used it stay. */
  "providers/remove": { params: ProvidersRemoveParams; result: EmptyResult };
  /** Sets the order in which providers and their models are listed. The embedded engine stays first. */
  "providers/reorder": { params: ProvidersReorderParams; result: EmptyResult };
  /** Turns a provider off or on again. One that is off is not asked and its models are not listed; what was set stays. */
  "providers/setEnabled": { params: ProvidersSetEnabledParams; result: EmptyResult };
  /** Tries a provider step by step, up to the first step that fails. */
  "providers/test": { params: ProvidersTestParams; result: ProvidersTestResult };
  /**
   * Sets a provider anew: what is absent is taken back to what `providers/add` makes of it, but for keys, which stay. Its id and its kind
   * stay too. Another name changes the names of its models; the default model follows, chats that name the old one do not.
   */
  "providers/update": { params: ProvidersUpdateParams; result: EmptyResult };
  /** Asks the server to end running replies, save what they brought and flush. `exit` or a closed stdin follows. */
  shutdown: { params: ShutdownParams; result: EmptyResult };
}

/** What the server tells the client. */
export interface ServerNotifications {
  /** A backup by schedule was made, or could not be. */
  "backup/ended": BackupEnded;
  /** The stored chats changed, by this process or another one on the same database: ask again for what is shown. */
  "chat/changed": ChatChanged;
  /** A piece of a running reply. All of them come before the response that ends it. */
  "chat/delta": ChatDelta;
  /** What a reply that has no text yet is waiting for. */
  "chat/progress": ChatProgress;
  /** A piece of a running reply. */
  "engine/delta": EngineDelta;
  /** What a reply without text yet waits for. */
  "engine/progress": EngineProgress;
  "models/pullProgress": ModelsPullProgress;
  /** Local only was turned on or off, by this process or another one on the same data directory. */
  "privacy/changed": PrivacyChanged;
  "transfer/progress": TransferProgress;
}

/** What the client tells the server. */
export interface ClientNotifications {
  /** Cancels a running request. It is still answered: a stream with its partial result, another with `RpcErrorCode.requestCancelled`. */
  "$/cancelRequest": CancelRequestParams;
  /** Ends the process: with code 0 after `shutdown`, else 1. */
  exit: ExitParams;
}

export type RpcNotifications = ServerNotifications & ClientNotifications;
