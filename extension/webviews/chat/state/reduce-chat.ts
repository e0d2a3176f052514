import type { ToView } from "../../../src/features/chat/messages.js";
import type { ChatMessage } from "../../../../shared-protocol/generated/protocol.js";
import type { LiveReply } from "./live-replies.js";
import type { Entry, ViewState } from "./view-state.js";
import { t } from "../../shared/l10n.js";

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
export function showChat(state: ViewState, { chat, messages: read, hasMore, prepend, running }: MessageOf<"chat">): ViewState {
  const { open } = state;
  if (open.chatId !== chat.chatId) return state;
  const messages = withoutDeleted(state, read);
  if (prepend) {
    const known = new Set(open.entries.map(({ message }) => message.messageId));
    const older = messages.filter(({ messageId }) => !known.has(messageId)).map(entryOf);
    return { ...state, open: { ...open, loading: false, hasMore, entries: [...older, ...open.entries] } };
  }
  const keys = new Map(open.entries.map((entry) => [entry.message.messageId, entry]));
  const entries = messages.map((message): Entry => {
    // What is on the screen keeps its identity: a list that comes again must not mount everything anew.
    const shown = keys.get(message.messageId);
    return shown ? { key: shown.key, message, thinkingMs: shown.thinkingMs } : entryOf(message);
  });
  if (!running) return { ...state, open: { ...open, summary: chat, loading: false, hasMore, entries } };
  // The store holds the running answer as well, a little behind: what is live takes its place.
  const stored = entries.findLast(({ message }) => message.role === "assistant" && message.status === "streaming");
  const replyEntry: Entry = stored
    ? { ...stored, replyId: running.replyId }
    : liveEntry(running.replyId, chat.model, entries.at(-1)?.message.leavesThisMachine ?? false);
  return {
    ...state,
    replies: { ...state.replies, [running.replyId]: state.replies[running.replyId] ?? { replyId: running.replyId, chatId: chat.chatId } },
    open: { ...open, summary: chat, loading: false, hasMore, entries: [...entries.filter((entry) => entry !== stored), replyEntry] },
  };
}

/** What was deleted in sight of the user stays out of it. */
function withoutDeleted({ deleted, open }: ViewState, messages: ChatMessage[]): ChatMessage[] {
  const at = deleted?.chatId === open.chatId ? messages.findIndex(({ messageId }) => messageId === deleted?.messageId) : -1;
  return at < 0 ? messages : messages.slice(0, at);
}

const replaceReply = (state: ViewState, replyId: string, change: (entry: Entry) => Entry, questionId?: string): ViewState => ({
  ...state,
  open: {
    ...state.open,
    entries: state.open.entries.map((entry, index, all) => {
      if (entry.replyId === replyId) return { ...change(entry), replyId: undefined };
      const isQuestion = all[index + 1]?.replyId === replyId && entry.message.role === "user";
      return isQuestion && questionId ? { ...entry, message: { ...entry.message, messageId: questionId } } : entry;
    }),
  },
});

export function endReply(state: ViewState, { replyId, result }: MessageOf<"replyEnded">, live: LiveReply): ViewState {
  const cancelled = result.stopReason === "cancelled";
  const { usage, messageId, model } = result;
  return replaceReply(
    { ...state, announcement: cancelled ? t("The answer is stopped.") : t("The answer is complete.") },
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
    result.userMessageId,
  );
}

export function failReply(state: ViewState, { replyId, error }: MessageOf<"replyFailed">, live: LiveReply): ViewState {
  return replaceReply({ ...state, announcement: t("The answer failed. {0}", error.message) }, replyId, (entry) => ({
    ...entry,
    failure: error,
    thinkingMs: live.thinkingMs,
    message: { ...entry.message, parts: [...live.parts], status: "failed" },
  }));
}
