import type { Disposable } from "../../infrastructure/disposable.js";
import { describeError } from "../../infrastructure/errors.js";
import type { History } from "./history.js";
import type { ToView } from "./messages.js";

/** How long a deleted chat can be taken back. */
const regretMs = 10_000;

/**
 * Deletes a chat only when nobody can regret it any more: after a while, with the next one, or when the view closes. A process that dies
 * before that leaves the chat where it was.
 */
export class Deletions implements Disposable {
  readonly #history: History;
  readonly #post: (message: ToView) => void;
  #waiting: { chatId: string; timer: NodeJS.Timeout } | undefined;

  constructor(history: History, post: (message: ToView) => void) {
    this.#history = history;
    this.#post = post;
  }

  async add(chatId: string): Promise<void> {
    const before = this.settle();
    const timer = setTimeout(() => void this.settle(), regretMs);
    this.#waiting = { chatId, timer };
    await before;
  }

  /** @returns false where it is too late */
  takeBack(chatId: string): boolean {
    if (this.#waiting?.chatId !== chatId) return false;
    this.dispose();
    return true;
  }

  /** Deletes what waits. Never rejects: the view is told. */
  async settle(): Promise<void> {
    const chatId = this.#waiting?.chatId;
    this.dispose();
    if (chatId === undefined) return;
    try {
      await this.#history.delete(chatId);
    } catch (error) {
      this.#post({ type: "deleteFailed", chatId, error: describeError(error) });
    }
  }

  dispose(): void {
    clearTimeout(this.#waiting?.timer);
    this.#waiting = undefined;
  }
}
