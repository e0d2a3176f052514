import type { ToView } from "./messages.js";

/** Between two deliveries of text: a frame. */
const textEveryMs = 16;
/** What nobody waits for goes with the next message that is, or after this time by itself. */
const patienceMs = 50;

/**
 * Sends messages to a webview in their order, several at once where that keeps nobody waiting: each delivery costs the window's only thread
 * a task and the view a rendering.
 */
export class MessageBatches {
  #waiting: ToView[] = [];
  #timer: NodeJS.Timeout | undefined;
  #due = Infinity;
  #textSentAt = -Infinity;

  constructor(
    private readonly send: (messages: readonly ToView[]) => void,
    private readonly now: () => number = () => performance.now(),
  ) {}

  add(message: ToView): void {
    this.#waiting.push(message);
    const wait = this.#patienceFor(message);
    if (wait <= 0) this.#flush();
    else this.#flushIn(wait);
  }

  /** Forgets what waits. */
  discard(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#due = Infinity;
    this.#waiting = [];
  }

  #patienceFor({ type }: ToView): number {
    if (type === "delta") return this.#textSentAt + textEveryMs - this.now();
    return type === "progress" || type === "chatCreated" ? patienceMs : 0;
  }

  #flushIn(wait: number): void {
    const due = this.now() + wait;
    if (due >= this.#due) return;
    clearTimeout(this.#timer);
    this.#due = due;
    this.#timer = setTimeout(() => {
      this.#flush();
    }, wait);
  }

  #flush(): void {
    const messages = this.#waiting;
    this.discard();
    if (messages.some(({ type }) => type === "delta")) this.#textSentAt = this.now();
    this.send(messages);
  }
}
