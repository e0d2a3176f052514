import type { Sidecar } from "../../sidecar/index.js";
import type { ChatHost } from "./chat-host.js";
import type { Naming } from "./composing.js";
import type { History } from "./history.js";
import type { OwnSettings, ToHost, ToView } from "./messages.js";
import type { ReplyEnd } from "./replies.js";
import type { ViewReplies } from "./view-replies.js";

type MessageOf<T extends ToHost["type"]> = Extract<ToHost, { type: T }>;

export interface AskingParts {
  sidecar: Sidecar;
  replies: ViewReplies;
  history: History;
  naming: Naming;
  host: Pick<ChatHost, "namesChats">;
  post: (message: ToView) => void;
  /** Tells the view of what fails. */
  guarded: (action: () => Promise<void>) => Promise<void>;
}

/** Asks models, for one view. */
export class Asking {
  constructor(private readonly parts: AskingParts) {}

  /**
   * Asks a question, of several models at once where the view says so. The first that gets as far as that stores the question; the others
   * answer what is stored.
   */
  async send(message: MessageOf<"send">): Promise<ReplyEnd> {
    const { sidecar, replies, naming, history, host, guarded } = this.parts;
    const { choice } = history;
    const { text, attachments, editOf, beside = [] } = message;
    naming.stop();
    let { chatId } = message;
    let shown = Promise.resolve();
    let question = Promise.resolve<string | undefined>(undefined);
    const runs = [{ replyId: message.replyId, model: message.model }, ...beside].map(({ replyId, model }) => {
      const asked = question;
      const run = replies.run(replyId, chatId, async (token, begun) => {
        const messageId = await asked;
        const again = chatId !== undefined && messageId !== undefined;
        if (chatId === undefined) {
          const created = await this.#createChat(message, choice);
          chatId = created;
          // Beside the question, which does not wait for it; the end of the reply does.
          shown = guarded(() => this.#showCreated(created, replyId));
        }
        begun.inChat(chatId);
        try {
          if (!again) return await sidecar.request("chat/send", { chatId, replyId, text, model, attachments, editOf }, token);
          begun.standsBeside();
          return await sidecar.request("chat/regenerate", { chatId, messageId, replyId, model, beside: true }, token);
        } finally {
          await shown;
        }
      });
      const own = replies.questionOf(replyId);
      question = asked.then((known) => known ?? own);
      return run;
    });
    const ends = await Promise.all(runs);
    if (message.chatId === undefined && chatId !== undefined && host.namesChats && !message.temporary) void naming.name(chatId);
    return { chatId, well: ends.length === 1 && ends.every(({ well }) => well), lost: ends.every(({ lost }) => lost) };
  }

  again(message: MessageOf<"regenerate">): Promise<ReplyEnd> {
    const { sidecar, replies, naming } = this.parts;
    naming.stop();
    const { chatId, messageId, replyId, model, overflow, contextLength, beside } = message;
    return replies.run(replyId, chatId, (token, begun) => {
      if (beside) begun.standsBeside();
      return sidecar.request(
        "chat/regenerate",
        {
          ...{ chatId, messageId, replyId, model, overflow },
          ...(contextLength === undefined ? {} : { options: { contextLength } }),
          ...(beside ? { beside } : {}),
        },
        token,
      );
    });
  }

  goOn({ chatId, messageId, replyId }: MessageOf<"continue">): Promise<ReplyEnd> {
    const { sidecar, replies, naming } = this.parts;
    naming.stop();
    return replies.run(replyId, chatId, (token) => sidecar.request("chat/continue", { chatId, messageId, replyId }, token));
  }

  /** @param choice the chat that was open when it was asked; where another one is by now, that stays */
  async #createChat({ model, temporary, settings }: MessageOf<"send">, choice: number): Promise<string> {
    const { sidecar, history } = this.parts;
    const { chatId } = await sidecar.request("chat/create", {
      model,
      ...(temporary ? { temporary } : {}),
      ...(settings ? createdWith(settings) : {}),
    });
    if (history.choice === choice) history.open(chatId);
    return chatId;
  }

  async #showCreated(chatId: string, replyId: string): Promise<void> {
    const { history, post } = this.parts;
    post({ type: "chatCreated", replyId, chat: await history.summary(chatId) });
  }
}

const createdWith = ({ systemPrompt, preset, options }: OwnSettings) => ({ systemPrompt, settings: { preset, options } });
