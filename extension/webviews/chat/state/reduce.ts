import type { ToView } from "../../../src/features/chat/messages.js";
import type { LiveReply } from "./live-replies.js";
import { settingsRefused, settingsSaved } from "./chat-settings.js";
import { changeEntries, entryWith } from "./columns.js";
import { endReply, failReply, showChat, showSiblings, withQuestionId } from "./reduce-chat.js";
import { emptyChat, type OpenChat, type Pull, type ViewState } from "./view-state.js";
import { t } from "../../shared/l10n.js";

/** Every message but the pieces of text, which go past the state into `LiveReplies`. */
export type StateMessage = Exclude<ToView, { type: "delta" }>;

const without = <T>(record: Readonly<Record<string, T>>, key: string): Record<string, T> =>
  Object.fromEntries(Object.entries(record).filter(([name]) => name !== key));

const pullName = (state: ViewState, pullId: string): string | undefined =>
  Object.entries(state.pulls).find(([, pull]) => pull.pullId === pullId)?.[0];

function updatePull(state: ViewState, pullId: string, change: (pull: Pull) => Pull | undefined): ViewState {
  const name = pullName(state, pullId);
  const pull = name === undefined ? undefined : state.pulls[name];
  if (name === undefined || !pull) return state;
  const next = change(pull);
  return { ...state, pulls: next ? { ...state.pulls, [name]: next } : without(state.pulls, name) };
}

/** What could not be read while there was no sidecar may be there after all: it is forgotten, and asked for again where it is shown. */
function readable({ sidecar, pictures }: ViewState, next: ViewState["sidecar"]): ViewState["pictures"] {
  if (sidecar.state === "running" || next.state !== "running" || !Object.values(pictures).includes(null)) return pictures;
  return Object.fromEntries(Object.entries(pictures).filter(([, data]) => data !== null));
}

/** What was asked for may not come: neither the branch that was chosen nor older messages are waited for. */
const givenUp = (open: OpenChat): OpenChat => ({ ...open, settling: undefined, loading: open.loading && open.entries.length === 0 });

/** The state after a message from the host. `live` gives what came of the reply that the message ends. */
export function reduce(state: ViewState, message: StateMessage, live: (replyId: string) => LiveReply): ViewState {
  switch (message.type) {
    case "sidecar":
      return {
        ...{ ...state, sidecar: message.sidecar, pictures: readable(state, message.sidecar) },
        open: message.sidecar.state === "running" ? state.open : givenUp(state.open),
      };
    case "models":
      return { ...state, models: message.models, problems: message.problems, defaultModel: message.model };
    case "found":
      return { ...state, found: message.providers };
    case "chats":
      return {
        ...state,
        chats: message.append ? [...(state.chats ?? []), ...message.chats] : message.chats,
        moreChats: message.hasMore,
        open: { ...state.open, summary: message.chats.find(({ chatId }) => chatId === state.open.chatId) ?? state.open.summary },
      };
    case "labels":
      return { ...state, folders: message.folders, tags: message.tags };
    case "contextFound":
      return { ...state, contextFound: { query: message.query, items: message.items } };
    case "contextUse":
      return { ...state, contextUse: { chatId: message.chatId, use: message.use } };
    case "prompts":
      return { ...state, prompts: message.prompts };
    case "presets":
      return { ...state, presets: message.presets };
    case "keys":
      return { ...state, commandKeys: message.commands };
    case "settingsSaved":
      return settingsSaved(state, message);
    case "settingsRefused":
      return settingsRefused(state, message);
    case "hits":
      return message.query === state.query ? { ...state, hits: message.hits } : state;
    case "chat":
      return showChat(state, message);
    case "siblings":
      return showSiblings(state, message);
    case "chatClosed":
      return {
        ...state,
        chats: state.chats?.filter(({ chatId }) => chatId !== message.chatId),
        deleted: state.deleted?.chatId === message.chatId ? undefined : state.deleted,
        open: state.open.chatId === message.chatId ? emptyChat : state.open,
      };
    case "deleteFailed":
      return {
        ...state,
        deleted: state.deleted?.chatId === message.chatId ? undefined : state.deleted,
        notice: message.error,
        announcement: message.error.message,
      };
    case "messageDeleted":
      return state.deleted?.messageId === message.messageId ? { ...state, deleted: undefined } : state;
    case "reopen":
    case "keptDrafts":
    case "showChat":
    case "chooseModel":
    case "showSettings":
    case "showShortcuts":
      return state;
    case "chatCreated": {
      const { chatId } = message.chat;
      const isOpen = state.open.chatId === undefined && entryWith(state.open.entries, message.replyId) !== undefined;
      const replies = Object.entries(state.replies).map(([replyId, reply]) => {
        const isIn = replyId === message.replyId || (isOpen && entryWith(state.open.entries, replyId) !== undefined);
        return [replyId, isIn ? { ...reply, chatId } : reply] as const;
      });
      const others = (state.chats ?? []).filter((chat) => chat.chatId !== chatId);
      return {
        ...state,
        chats: message.chat.temporary ? others : [message.chat, ...others],
        // What is changed of the chat that did not exist yet goes on in it.
        form: isOpen && state.form?.chatId === undefined ? state.form && { ...state.form, chatId } : state.form,
        replies: Object.fromEntries(replies),
        open: isOpen ? { ...state.open, chatId, summary: message.chat } : state.open,
      };
    }
    case "progress": {
      const { replyId, phase, fraction, messageId, userMessageId, model, reason, retryInMs } = message.progress;
      const reply = state.replies[replyId];
      if (!reply) return state;
      const entries = changeEntries(state.open.entries, (entry) =>
        entry.replyId === replyId
          ? { ...entry, message: { ...entry.message, messageId: messageId ?? entry.message.messageId, model } }
          : entry,
      );
      const question = messageId === undefined ? reply.question : undefined;
      return {
        ...state,
        replies: { ...state.replies, [replyId]: { ...reply, phase, fraction, reason, retryInMs, question } },
        open: { ...state.open, entries: withQuestionId(entries, replyId, userMessageId) },
      };
    }
    case "replyEnded":
      return endReply({ ...state, replies: without(state.replies, message.replyId) }, message, live(message.replyId));
    case "replyFailed":
      return failReply({ ...state, replies: without(state.replies, message.replyId) }, message, live(message.replyId));
    case "pullProgress": {
      const { phase, completedBytes, totalBytes, bytesPerSecond } = message;
      return updatePull(state, message.pullId, ({ pullId }) => ({ pullId, phase, completedBytes, totalBytes, bytesPerSecond }));
    }
    case "pullEnded":
      return {
        ...updatePull(state, message.pullId, () => undefined),
        announcement:
          message.status === "completed" ? t("The model is downloaded.") : t("The download is stopped. It goes on where it stopped."),
      };
    case "pullFailed":
      return updatePull(state, message.pullId, (pull) => ({ ...pull, failure: message.error }));
    case "error":
      return {
        ...{ ...state, notice: message.error, announcement: message.error.message },
        open: givenUp(state.open),
      };
    case "newChat":
      return { ...state, open: { ...emptyChat, temporary: message.temporary }, page: "chat", focus: { target: "input" } };
    case "find":
      return { ...state, page: "chat" };
    case "focusInput":
      return { ...state, page: "chat", focus: { target: "input" } };
    case "keepAnswer":
      return { ...state, page: "chat", focus: { target: "keep" } };
    case "focusSearch":
      return { ...state, page: "list", focus: { target: "search" } };
    case "attach":
      return { ...state, page: "chat", attachments: [...state.attachments, ...message.parts], focus: { target: "input" } };
    case "ask":
      return { ...state, page: "chat", focus: { target: "input" } };
    case "picture":
      return { ...state, pictures: { ...state.pictures, [message.attachmentId]: message.data ?? null } };
  }
}
