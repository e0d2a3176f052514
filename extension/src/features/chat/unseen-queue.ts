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

type Asked = Extract<ToHost, { type: "send" | "regenerate" | "continue" }>;

/** An answer that has ended, and what it answers. */
interface Ended {
  end: ReplyEnd;
  asked: Asked;
}

/**
 * Does what the webview does with its queue, while it is hidden and has no document: after an answer the next question is asked, and one that
 * was lost is put back. An end that the webview was told of is its own only once it says so: it may lose its document before.
 */
export class UnseenQueue {
  #told: Ended[] = [];

  constructor(private readonly parts: UnseenQueueParts) {}

  /** @param asked what the answer answers */
  async after(end: ReplyEnd, asked: Asked): Promise<void> {
    if (this.parts.isShown()) this.#told.push({ end, asked });
    else await this.#goOn({ end, asked });
  }

  /** The webview has done its part. */
  seen(replyId: string): void {
    this.#told = this.#told.filter(({ asked }) => !repliesTo(asked).includes(replyId));
  }

  /** The webview has lost its document. */
  async hidden(): Promise<void> {
    const told = this.#told;
    this.#told = [];
    for (const ended of told) await this.#goOn(ended);
  }

  async #goOn({ end: { chatId, well, lost }, asked }: Ended): Promise<void> {
    const { kept, send } = this.parts;
    if (lost && asked.type === "send") {
      const { text, attachments } = asked;
      return kept.putBack(
        { text, attachments },
        { ...(chatId === undefined ? {} : { chatId }), temporary: await this.#isTemporary(chatId, asked.temporary) },
      );
    }
    const question: Question | undefined = well && chatId !== undefined ? await kept.takeNext(chatId) : undefined;
    if (!question) return;
    // With the model of its chat.
    const next: Send = { type: "send", chatId, replyId: randomUUID(), ...question, model: undefined };
    await this.after(await send(next), next);
  }

  /** Where nobody can tell, nothing is written down. */
  async #isTemporary(chatId: string | undefined, told = false): Promise<boolean> {
    return told || (chatId !== undefined && (await this.parts.isTemporary(chatId).catch(() => true)));
  }
}

const repliesTo = (asked: Asked): string[] => [
  asked.replyId,
  ...(asked.type === "send" ? (asked.beside ?? []).map(({ replyId }) => replyId) : []),
];
