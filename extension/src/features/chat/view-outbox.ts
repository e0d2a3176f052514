import { MessageBatches } from "./message-batches.js";
import type { ToView } from "./messages.js";

/**
 * What goes to the webview. While it is hidden it has no document: what it can ask for again is dropped, what it could not is kept until it
 * is back.
 */
export class ViewOutbox {
  #listening = false;
  #kept: ToView[] = [];
  readonly #batches: MessageBatches;

  constructor(send: (messages: readonly ToView[]) => void) {
    this.#batches = new MessageBatches(send);
  }

  get listening(): boolean {
    return this.#listening;
  }

  /** The state of things, which a view that is built anew asks for. Failures are told later too: nothing else would tell of them. */
  post(message: ToView): void {
    if (this.#listening) this.#batches.add(message);
    else if (message.type === "replyFailed" && message.stopped) return;
    else if (message.type === "replyFailed" || message.type === "pullFailed" || message.type === "deleteFailed")
      this.#kept.push({ type: "error", error: message.error });
    else if (message.type === "error") this.#kept.push(message);
  }

  /** What the user just asked for by a command: it waits for the view. */
  tell(message: ToView): void {
    if (this.#listening) this.#batches.add(message);
    else this.#kept.push(message);
  }

  /** The webview is ready to be spoken to. */
  open(): void {
    this.#listening = true;
  }

  /** Sends what was kept; after the state, which would cover it. */
  flush(): void {
    const kept = this.#kept;
    this.#kept = [];
    for (const message of kept) this.tell(message);
  }

  close(): void {
    this.#listening = false;
    this.#batches.discard();
  }
}
