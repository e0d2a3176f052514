import { columnsOf, isRunning, type Beside } from "./columns.js";
import { isKnownToLack } from "../../shared/models.js";
import type {
  Attachment,
  CommandKey,
  ContextItem,
  Halt,
  ListFilter,
  OwnSettings,
  Question,
  SearchFilter,
  SidecarState,
  ToView,
  ViewError,
} from "../../../src/features/chat/messages.js";
import type {
  ChatContextUseResult,
  ChatLabel,
  ChatMessage,
  ChatSearchHit,
  ChatSummary,
  DiscoveredProvider,
  ModelInfo,
  OverflowChoice,
  Preset,
  Prompt,
  PullPhase,
  ReplyPhase,
} from "../../../../shared-protocol/generated/protocol.js";
import { t } from "../../shared/l10n.js";
import type { SettingsForm } from "./chat-settings.js";

/** A message as the list shows it. `key` stays when the stored id becomes known, so that nothing is mounted twice. */
export interface Entry {
  key: string;
  message: ChatMessage;
  /** Set while the answer is arriving: its text is in `LiveReplies`, not here. */
  replyId?: string | undefined;
  /** Why it failed, in this session. */
  failure?: ViewError | undefined;
  /** How long it thought, where that was seen. */
  thinkingMs?: number | undefined;
  /** Other answers to the same question that are shown next to it. */
  beside?: Beside | undefined;
}

/** What to do with a conversation that does not fit: one of the choices, or a window to ask for, in tokens. */
export interface OverflowAnswer {
  overflow?: OverflowChoice | undefined;
  contextLength?: number | undefined;
}

export type { Halt, Question } from "../../../src/features/chat/messages.js";

export interface Queued extends Question {
  id: string;
}

/** The questions that wait in a chat, first come first. */
export interface Queue {
  questions: readonly Queued[];
  halted?: Halt | undefined;
}

export const emptyQueue: Queue = { questions: [] };

/** A reply that is running, in the open chat or in another one. */
export interface Reply {
  replyId: string;
  chatId: string | undefined;
  phase?: ReplyPhase | undefined;
  fraction?: number | undefined;
  /** While the next attempt is waited for: why the last one failed, and how long the wait is. */
  reason?: string | undefined;
  retryInMs?: number | undefined;
  stopping?: boolean | undefined;
  /** The question, until it is stored: nothing else has it where its chat is not shown. */
  question?: Question | undefined;
  /** Other models answer the same question. */
  compared?: boolean | undefined;
}

export interface Pull {
  pullId: string;
  phase: PullPhase;
  completedBytes: number;
  totalBytes?: number | undefined;
  bytesPerSecond?: number | undefined;
  failure?: ViewError | undefined;
}

/** What was deleted in sight of the user, who can still take it back. */
export interface Deleted {
  chatId: string;
  title: string;
  /** Whether it was the open chat. */
  wasOpen: boolean;
  /** Set when only this message, and all that follow it, was deleted. */
  messageId?: string | undefined;
}

export interface OpenChat {
  /** Undefined: a new chat, which is stored with its first question. */
  chatId: string | undefined;
  summary?: ChatSummary | undefined;
  loading: boolean;
  entries: readonly Entry[];
  hasMore: boolean;
  /** The message that a search hit points to. */
  target?: string | undefined;
  /** Never stored. Of a chat that exists its summary says so. */
  temporary?: boolean | undefined;
  /** The model that was chosen for a chat that does not exist yet. Of one that exists its summary says it. */
  model?: string | undefined;
  /** How a chat that does not exist yet will ask. Of one that exists its summary says it. */
  settings?: OwnSettings | undefined;
  /** The last answer was chosen among its siblings: until the branch to it is read, nothing is asked. */
  settling?: string | undefined;
}

export interface ViewState {
  sidecar: SidecarState;
  /** Undefined until they were listed once. */
  models: readonly ModelInfo[] | undefined;
  problems: Extract<ToView, { type: "models" }>["problems"];
  /** The model of the open chat. It follows from the chat and the default one: see `modelOf`. */
  model: string | undefined;
  /** The model of chats that have none of their own. */
  defaultModel: string | undefined;
  found: readonly DiscoveredProvider[];
  chats: readonly ChatSummary[] | undefined;
  moreChats: boolean;
  /** Which chats are listed, and searched. */
  filter: ListFilter;
  folders: readonly ChatLabel[];
  tags: readonly ChatLabel[];
  query: string;
  searchFilter: SearchFilter;
  hits: readonly ChatSearchHit[] | undefined;
  deleted: Deleted | undefined;
  open: OpenChat;
  replies: Readonly<Record<string, Reply>>;
  /** Downloads by the model's full name. */
  pulls: Readonly<Record<string, Pull>>;
  /** The questions that wait, by chat; the empty key is the chat that does not exist yet. */
  queues: Readonly<Record<string, Queue>>;
  /** Models that are asked every question too, beside the chosen one. */
  compareWith: readonly string[];
  draft: string;
  attachments: readonly Attachment[];
  /** What an `@` found last. */
  contextFound: { query: string; items: readonly ContextItem[] } | undefined;
  prompts: readonly Prompt[] | undefined;
  presets: readonly Preset[] | undefined;
  /** Of the extension's commands; undefined until they are asked for. */
  commandKeys: readonly CommandKey[] | undefined;
  /** Settings of a chat that were changed and not saved yet. */
  form: SettingsForm | undefined;
  /** What fills the window of the chosen model, without what is being written. */
  contextUse: { chatId: string | undefined; use: ChatContextUseResult } | undefined;
  /** Stored pictures as base64, by their id; null: cannot be read. */
  pictures: Readonly<Record<string, string | null>>;
  notice: ViewError | undefined;
  page: Page;
  /** What is looked for in the open chat, and which of its places is the current one; -1: the last. */
  find: { query: string; at: number } | undefined;
  /** Asks for the keyboard focus; a new object each time. */
  focus: { target: "input" | "search" | "keep" } | undefined;
  /** Changes when the user asks: who read further up is led to the end. */
  asked: object | undefined;
  announcement: string;
}

/** What the view shows below its header. */
export type Page = "chat" | "list" | "settings" | "shortcuts";

export const emptyChat: OpenChat = { chatId: undefined, loading: false, entries: [], hasMore: false };

export const initialState: ViewState = {
  sidecar: { state: "starting" },
  models: undefined,
  problems: [],
  model: undefined,
  defaultModel: undefined,
  found: [],
  chats: undefined,
  moreChats: false,
  filter: {},
  folders: [],
  tags: [],
  query: "",
  searchFilter: {},
  hits: undefined,
  deleted: undefined,
  open: emptyChat,
  replies: {},
  pulls: {},
  queues: {},
  compareWith: [],
  draft: "",
  attachments: [],
  contextFound: undefined,
  prompts: undefined,
  presets: undefined,
  commandKeys: undefined,
  form: undefined,
  contextUse: undefined,
  pictures: {},
  notice: undefined,
  page: "chat",
  find: undefined,
  focus: undefined,
  asked: undefined,
  announcement: "",
};

/** The model that answers in the open chat: its own, unless that is not there any more; else the default one. */
export function modelOf({ open, models, defaultModel }: ViewState): string | undefined {
  const own = open.summary?.model ?? open.model;
  return own !== undefined && (models === undefined || models.some(({ model }) => model === own)) ? own : defaultModel;
}

/** The chosen model, when it can answer now. */
export const usableModel = (state: ViewState): ModelInfo | undefined =>
  state.models?.find(({ model, state: is }) => model === state.model && is !== "downloadable");

/** How the open chat asks, where that is its own business; undefined: nothing is set, or it is not read yet. */
export const ownSettings = ({ open }: ViewState): OwnSettings | undefined => open.summary ?? open.settings;

export const isTemporary = ({ open }: ViewState): boolean => open.summary?.temporary ?? open.temporary ?? false;

/** The chat that is deleted as a whole and can still be taken back. */
export const deletedChat = ({ deleted }: ViewState): string | undefined => (deleted?.messageId === undefined ? deleted?.chatId : undefined);

/** A reply that is arriving in the open chat. */
export const runningReply = ({ open, replies }: ViewState): Reply | undefined => {
  const entry = open.entries.findLast(isRunning);
  const id = entry?.replyId ?? entry?.beside?.others.find(({ replyId }) => replyId !== undefined)?.replyId;
  return id === undefined ? undefined : replies[id];
};

/** All that arrive in the open chat. */
export const runningReplies = ({ open, replies }: ViewState): Reply[] =>
  open.entries.flatMap(columnsOf).flatMap(({ replyId }) => (replyId === undefined ? [] : (replies[replyId] ?? [])));

/** The models that a question is asked of beside the chosen one: those that can answer now. */
export const comparedModels = ({ models, model, compareWith }: Pick<ViewState, "models" | "model" | "compareWith">): ModelInfo[] =>
  compareWith.flatMap((name) => models?.find((each) => each.model === name && name !== model && canAnswer(each)) ?? []);

const canAnswer = ({ state, unavailableBecause }: ModelInfo): boolean => state !== "downloadable" && unavailableBecause === undefined;

/** Why a model that is asked cannot be sent what is attached; undefined: each can, or nobody tells. */
export function refusal(state: Pick<ViewState, "attachments" | "models" | "model" | "compareWith">): string | undefined {
  const { attachments, models, model } = state;
  const chosen = models?.find((each) => each.model === model);
  if (!chosen || !attachments.some(({ kind }) => kind === "image")) return undefined;
  return [chosen, ...comparedModels(state)].map(whyBlind).find((reason) => reason !== undefined);
}

/** Why a model cannot be shown a picture; undefined: it can, or nobody tells. */
export const whyBlind = (model: ModelInfo): string | undefined =>
  isKnownToLack(model, "vision") ? t("{0} cannot see pictures. Choose a model that can.", model.displayName) : undefined;

export const canAsk = (state: ViewState): boolean =>
  state.sidecar.state === "running" &&
  usableModel(state) !== undefined &&
  runningReply(state) === undefined &&
  !state.open.loading &&
  state.open.settling === undefined;

/** Whether a chat that is not shown can be sent a question that waits for it. */
export function canAskElsewhere(state: ViewState, chatId: string, { attachments }: Question): boolean {
  const summary = state.chats?.find((chat) => chat.chatId === chatId);
  const model = state.models?.find((each) => each.model === (summary?.model ?? state.defaultModel));
  const runs = Object.values(state.replies).some((reply) => reply.chatId === chatId);
  if (state.sidecar.state !== "running" || !summary || !model || !canAnswer(model) || runs) return false;
  return refusal({ attachments, models: [model], model: model.model, compareWith: [] }) === undefined;
}

export const openQueue = ({ queues, open }: Pick<ViewState, "queues" | "open">): Queue => queues[open.chatId ?? ""] ?? emptyQueue;
