import type { CancellationToken } from "vscode-jsonrpc/node";
import type { ChatReplyResult } from "../../../../shared-protocol/generated/protocol.js";
import { DisposableOwner } from "../../infrastructure/disposable.js";
import type { RunningReply, ToView } from "./messages.js";
import { idOf, type Replies } from "./replies.js";

/** The replies of all views, as one of them is told: those that it began, and those that it was shown with their chat. */
export class ViewReplies extends DisposableOwner {
  readonly #replies: Replies;
  readonly #told = new Set<string>();
  readonly #unstored = new Set<string>();

  constructor(replies: Replies, post: (message: ToView) => void) {
    super();
    this.#replies = replies;
    this.register(
      replies.onMessage((message) => {
        const replyId = idOf(message);
        if (!this.#told.has(replyId)) return;
        if (message.type === "replyEnded" || message.type === "replyFailed") this.#told.delete(replyId);
        post(message);
      }),
    );
  }

  /** @returns the chat, once the reply has ended, however it did */
  async run(
    replyId: string,
    chatId: string | undefined,
    ask: (token: CancellationToken, inChat: (chatId: string) => void) => Promise<ChatReplyResult>,
  ): Promise<string | undefined> {
    this.#told.add(replyId);
    if (chatId !== undefined) this.#unstored.delete(chatId);
    const ended = await this.#replies.run(replyId, chatId, ask);
    if (ended.lost && ended.chatId !== undefined) this.#unstored.add(ended.chatId);
    return ended.chatId;
  }

  stop(replyId: string): void {
    this.#replies.stop(replyId);
  }

  stopAll(inChat: string): Promise<void> {
    return this.#replies.stopAll(inChat);
  }

  inChat(chatId: string): RunningReply | undefined {
    return this.#replies.inChat(chatId);
  }

  /** The view is shown this reply from now on. */
  tell({ replyId }: RunningReply): void {
    this.#told.add(replyId);
  }

  /** Whether a reply runs in a chat that the view shows already as it comes. */
  isShown(chatId: string): boolean {
    const running = this.inChat(chatId);
    return running !== undefined && this.#told.has(running.replyId);
  }

  /** Whether the last question of a chat failed before any of it was stored, so that only this view still has it. */
  isUnstored(chatId: string): boolean {
    return this.#unstored.has(chatId);
  }
}
