import type { RunningReply, ToView } from "../../../src/features/chat/messages.js";
import type { ChatMessage } from "../../../../shared-protocol/generated/protocol.js";
import { changeEntries, columnsOf, entryWith, group, isRunning } from "./columns.js";
import type { LiveReply } from "./live-replies.js";
import { runningReplies, type Entry, type ViewState } from "./view-state.js";
import { joined, t } from "../../shared/l10n.js";

type MessageOf<T extends ToView["type"]> = Extract<ToView, { type: T }>;

const entryOf = (message: ChatMessage): Entry => ({ key: message.messageId, message });

/** The answer that is arriving, before anything of it is stored. */
export const liveEntry = (replyId: string, model: string | undefined, leavesThisMachine: boolean): Entry => ({
  key: `answer:${replyId}`,
  replyId,
  message: {
    messageId: "",
    role: "assistant",
    parts: [],
    status: "streaming",
    createdAt: new Date().toISOString(),
    leavesThisMachine,
    ...(model === undefined ? {} : { model }),
  },
});

/** Shows a chat, or puts its older messages on top. Ignores an answer that another choice has overtaken. */
export function showChat(state: ViewState, { chat, messages: read, hasMore, prepend, running, beside = [] }: MessageOf<"chat">): ViewState {
  const { open } = state;
  if (open.chatId !== chat.chatId) return state;
  const messages = withoutDeleted(state, read);
  if (prepend) {
    const known = new Set(open.entries.map(({ message }) => message.messageId));
    const older = messages.filter(({ messageId }) => !known.has(messageId)).map(entryOf);
    return { ...state, open: { ...open, loading: false, hasMore, entries: [...older, ...open.entries] } };
  }
  const told = new Set([...(running ? [running] : []), ...beside].map(({ replyId }) => replyId));
  // It was read before what is being answered here was asked. It is read again when that has ended.
  if (runningReplies(state).some(({ replyId }) => !told.has(replyId)))
    return { ...state, open: { ...open, summary: chat, loading: false } };
  const shown = new Map(open.entries.flatMap((entry) => columnsOf(entry).map((column) => [column.message.messageId, { entry, column }])));
  const stored = messages.map((message): Entry => {
    const known = message.messageId ? shown.get(message.messageId) : undefined;
    return known ? renewed(known.entry, known.column, message) : entryOf(message);
  });
  const settling = messages.some(({ messageId }) => messageId === open.settling) ? undefined : open.settling;
  const current = running ? withCurrent(stored, running, chat.model) : stored;
  const entries = beside.reduce((all, reply) => withBeside(state, all, reply), current);
  const replies = [...(running ? [running] : []), ...beside].map(({ replyId }) => {
    const known = state.replies[replyId] ?? { replyId, chatId: chat.chatId, ...(beside.length > 0 ? { compared: true } : {}) };
    return [replyId, known] as const;
  });
  return {
    ...state,
    replies: { ...state.replies, ...Object.fromEntries(replies) },
    open: { ...open, summary: chat, loading: false, hasMore, settling, entries },
  };
}

/** What is on the screen keeps its identity, and what stands beside it: a list that comes again must not mount everything anew. */
function renewed(entry: Entry, column: Entry, message: ChatMessage): Entry {
  const { key, thinkingMs, beside } = group(columnsOf(entry), column) ?? column;
  return { key, message, thinkingMs, ...(beside ? { beside } : {}) };
}

/** The store holds the running answer as well, a little behind: what is live takes its place. */
function withCurrent(entries: readonly Entry[], { replyId }: RunningReply, model: string | undefined): readonly Entry[] {
  const stored = entries.findLast(({ message }) => message.role === "assistant" && message.status === "streaming");
  const live = stored ? { ...stored, replyId } : liveEntry(replyId, model, entries.at(-1)?.message.leavesThisMachine ?? false);
  return [...entries.filter((entry) => entry !== stored), live];
}

function withBeside({ models }: ViewState, entries: readonly Entry[], { replyId, messageId, model }: RunningReply): readonly Entry[] {
  const last = entries.at(-1);
  if (last?.message.role !== "assistant") return entries;
  const columns = columnsOf(last);
  const isIt = (column: Entry) => column.replyId === replyId || (messageId !== undefined && column.message.messageId === messageId);
  const begun = liveEntry(replyId, model, models?.find((each) => each.model === model)?.leavesThisMachine ?? false);
  const live = { ...begun, message: { ...begun.message, messageId: messageId ?? "" } };
  const known = columns.some(isIt) ? columns.map((column) => (isIt(column) ? { ...column, replyId } : column)) : [...columns, live];
  return [...entries.slice(0, -1), group(known, last) ?? last];
}

/** Puts all messages of one place side by side; those that arrive stay as they are. */
export function showSiblings(state: ViewState, { chatId, messageId, messages }: MessageOf<"siblings">): ViewState {
  const { open } = state;
  const entry = open.entries.find((each) => columnsOf(each).some(({ message }) => message.messageId === messageId));
  if (open.chatId !== chatId || !entry) return state;
  const before = columnsOf(entry);
  const columns = messages.map((message) => before.find((column) => column.message.messageId === message.messageId) ?? entryOf(message));
  const all = [...columns, ...before.filter((column) => !columns.includes(column))];
  return { ...state, open: { ...open, entries: open.entries.map((each) => (each === entry ? (group(all, entry) ?? entry) : each)) } };
}

/** What was deleted in sight of the user stays out of it. */
function withoutDeleted({ deleted, open }: ViewState, messages: ChatMessage[]): ChatMessage[] {
  const at = deleted?.chatId === open.chatId ? messages.findIndex(({ messageId }) => messageId === deleted?.messageId) : -1;
  return at < 0 ? messages : messages.slice(0, at);
}

/** The question that a reply answers becomes known by its id. */
export function withQuestionId(entries: readonly Entry[], replyId: string, questionId: string | undefined): readonly Entry[] {
  const answer = entryWith(entries, replyId);
  const question = entries[entries.findIndex((entry) => entry === answer) - 1];
  if (questionId === undefined || question?.message.role !== "user" || question.message.messageId === questionId) return entries;
  return entries.map((entry) => (entry === question ? { ...entry, message: { ...entry.message, messageId: questionId } } : entry));
}

/** @param announcement what is told of an answer that stands alone; of several it is told once, when all have ended */
function replaceReply(
  state: ViewState,
  replyId: string,
  change: (entry: Entry) => Entry,
  announcement: string,
  questionId?: string,
): ViewState {
  const { key } = entryWith(state.open.entries, replyId) ?? {};
  const entries = changeEntries(withQuestionId(state.open.entries, replyId, questionId), (entry) =>
    entry.replyId === replyId ? { ...change(entry), replyId: undefined } : entry,
  );
  const next = { ...state, open: { ...state.open, entries } };
  const ended = entries.find((entry) => entry.key === key);
  if (!ended?.beside) return { ...next, announcement };
  return isRunning(ended) ? next : { ...next, announcement: summaryOf(ended, state.models) };
}

function summaryOf(entry: Entry, models: ViewState["models"]): string {
  const words = columnsOf(entry).map(({ message: { model, status } }) => {
    const name = models?.find((each) => each.model === model)?.displayName ?? model ?? t("Answer");
    if (status === "failed") return t("{0} failed", name);
    return status === "cancelled" ? t("{0} is stopped", name) : t("{0} is complete", name);
  });
  return t("All answers have ended: {0}.", joined(words));
}

export function endReply(state: ViewState, { replyId, result }: MessageOf<"replyEnded">, live: LiveReply): ViewState {
  const cancelled = result.stopReason === "cancelled";
  const { usage, messageId, model } = result;
  return replaceReply(
    state,
    replyId,
    (entry) => ({
      ...entry,
      thinkingMs: live.thinkingMs,
      message: {
        ...entry.message,
        messageId,
        model,
        parts: [...live.parts],
        status: cancelled ? "cancelled" : "complete",
        ...(result.stopReason === "length" ? { cut: true } : {}),
        ...(usage ? { usage } : {}),
      },
    }),
    cancelled ? t("The answer is stopped.") : t("The answer is complete."),
    result.userMessageId,
  );
}

export function failReply(state: ViewState, { replyId, error, stopped }: MessageOf<"replyFailed">, live: LiveReply): ViewState {
  const fail = (entry: Entry): Entry => ({
    ...entry,
    failure: stopped ? undefined : error,
    thinkingMs: live.thinkingMs,
    message: { ...entry.message, parts: [...live.parts], status: stopped ? "cancelled" : "failed" },
  });
  return replaceReply(state, replyId, fail, stopped ? t("The answer is stopped.") : t("The answer failed. {0}", error.message));
}
