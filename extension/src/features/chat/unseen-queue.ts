import { randomUUID } from "node:crypto";
import type { KeptDrafts } from "./kept-drafts.js";
import type { Question, ToHost } from "./messages.js";
import type { ReplyEnd } from "./replies.js";

type Send = Extract<ToHost, { type: "send" }>;

export interface UnseenQueueParts {
  kept: KeptDrafts;
  isShown: () => boolean;
  isTemporary: (chatId: string) => Promise<boolean>;
  send: (message: Send) => Promise<ReplyEnd>;
}

/**
 * Does what the webview does with its queue, while it is hidden and has no document: after an answer the next question is asked, and one that
 * was lost is put back.
 */
export class UnseenQueue {
  constructor(private readonly parts: UnseenQueueParts) {}

  /** @param asked the question of the answer, where it is known */
  async after({ chatId, well, lost }: ReplyEnd, asked?: Pick<Send, "text" | "attachments" | "temporary">): Promise<void> {
    const { kept, isShown, send } = this.parts;
    if (isShown()) return;
    if (lost && asked) {
      const { text, attachments } = asked;
      return kept.putBack(
        { text, attachments },
        { ...(chatId === undefined ? {} : { chatId }), temporary: await this.#isTemporary(chatId, asked.temporary) },
      );
    }
    const next: Question | undefined = well && chatId !== undefined ? await kept.takeNext(chatId) : undefined;
    // With the model of its chat.
    if (next) await this.after(await send({ type: "send", chatId, replyId: randomUUID(), ...next, model: undefined }), next);
  }

  /** Where nobody can tell, nothing is written down. */
  async #isTemporary(chatId: string | undefined, told = false): Promise<boolean> {
    return told || (chatId !== undefined && (await this.parts.isTemporary(chatId).catch(() => true)));
  }
}
