import type { Disposable } from "./disposable.js";

/** Runs an action once for all the calls of a span of time, at its end. */
export class Throttle implements Disposable {
  readonly #spanMs: number;
  readonly #action: () => void;
  #timer: NodeJS.Timeout | undefined;

  constructor(spanMs: number, action: () => void) {
    this.#spanMs = spanMs;
    this.#action = action;
  }

  schedule(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#action();
    }, this.#spanMs);
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}
