import { DisposableOwner } from "../../infrastructure/disposable.js";
import type { RunningReply, ToView } from "./messages.js";
import { idOf, type Ask, type Replies, type ReplyEnd } from "./replies.js";

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

  async run(replyId: string, chatId: string | undefined, ask: Ask): Promise<ReplyEnd> {
    this.#told.add(replyId);
    if (chatId !== undefined) this.#unstored.delete(chatId);
    const ended = await this.#replies.run(replyId, chatId, ask);
    if (ended.chatId !== undefined) {
      if (ended.lost) this.#unstored.add(ended.chatId);
      else this.#unstored.delete(ended.chatId);
    }
    return ended;
  }

  stop(replyId: string): void {
    this.#replies.stop(replyId);
  }

  stopAll(inChat: string): Promise<void> {
    return this.#replies.stopAll(inChat);
  }

  questionOf(replyId: string): Promise<string | undefined> {
    return this.#replies.questionOf(replyId);
  }

  inChat(chatId: string): RunningReply[] {
    return this.#replies.inChat(chatId);
  }

  /** The view is shown these replies from now on. */
  tell(running: readonly RunningReply[]): void {
    for (const { replyId } of running) this.#told.add(replyId);
  }

  /** Whether replies run in a chat that the view shows already as they come. */
  isShown(chatId: string): boolean {
    const running = this.inChat(chatId);
    return running.length > 0 && running.every(({ replyId }) => this.#told.has(replyId));
  }

  /** Whether the last question of a chat failed before any of it was stored, so that only this view still has it. */
  isUnstored(chatId: string): boolean {
    return this.#unstored.has(chatId);
  }
}
