const firstDelayMs = 500;
const longestDelayMs = 30_000;
const stableAfterMs = 60_000;
const quickCrashes = 7;

/** How long to wait before a process that died is started again, and when to stop trying. */
export class BackOff {
  #attempt = 0;

  /** Counts from 1. */
  get attempt(): number {
    return this.#attempt;
  }

  /**
   * @param ranMs how long the process ran; a stable minute forgives what was before
   * @returns the delay, or undefined once it has died quickly too often
   */
  next(ranMs: number): number | undefined {
    if (ranMs >= stableAfterMs) this.#attempt = 0;
    this.#attempt++;
    return this.#attempt > quickCrashes ? undefined : Math.min(firstDelayMs * 2 ** (this.#attempt - 1), longestDelayMs);
  }

  reset(): void {
    this.#attempt = 0;
  }
}
