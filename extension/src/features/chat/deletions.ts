import type { Disposable } from "../../infrastructure/disposable.js";
import { describeError } from "../../infrastructure/errors.js";
import type { ToView } from "./messages.js";

/** How long what was deleted can be taken back. */
const regretMs = 10_000;

/** A chat, or in it a message with all that follow it. */
export interface Deletion {
  chatId: string;
  messageId?: string;
}

/**
 * Deletes only when nobody can regret it any more: after a while, with the next deletion, when its chat goes on, or when the view closes. A
 * process that dies before that leaves everything where it was.
 */
export class Deletions implements Disposable {
  readonly #delete: (deletion: Deletion) => Promise<void>;
  readonly #post: (message: ToView) => void;
  #waiting: { deletion: Deletion; timer: NodeJS.Timeout } | undefined;

  constructor(remove: (deletion: Deletion) => Promise<void>, post: (message: ToView) => void) {
    this.#delete = remove;
    this.#post = post;
  }

  async add(deletion: Deletion): Promise<void> {
    const before = this.settle();
    const timer = setTimeout(() => void this.settle(), regretMs);
    this.#waiting = { deletion, timer };
    await before;
  }

  /** @returns false where it is too late */
  takeBack(chatId: string): boolean {
    if (this.#waiting?.deletion.chatId !== chatId) return false;
    this.dispose();
    return true;
  }

  /**
   * Deletes what waits. Never rejects: the view is told.
   * @param inChat only what waits of this chat; absent: whatever waits
   */
  async settle(inChat?: string): Promise<void> {
    const deletion = this.#waiting?.deletion;
    if (inChat !== undefined && deletion?.chatId !== inChat) return;
    this.dispose();
    if (!deletion) return;
    try {
      await this.#delete(deletion);
    } catch (error) {
      this.#post({ type: "deleteFailed", chatId: deletion.chatId, error: describeError(error) });
    }
  }

  dispose(): void {
    clearTimeout(this.#waiting?.timer);
    this.#waiting = undefined;
  }
}
