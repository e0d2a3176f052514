import type { ToHost, ToView } from "../../../../extension/src/features/chat/messages.js";
import type { Host, SavedState } from "../../../../extension/webviews/chat/host.js";

/** A host that keeps what the view said, and says what a test wants. */
export class FakeHost implements Host {
  readonly posted: ToHost[] = [];
  saved: SavedState;
  #listener: (message: ToView) => void = () => undefined;

  constructor(saved: SavedState = { drafts: {} }) {
    this.saved = saved;
  }

  post(message: ToHost): void {
    this.posted.push(message);
  }

  listen(listener: (message: ToView) => void): void {
    this.#listener = listener;
  }

  load(): SavedState {
    return this.saved;
  }

  save(change: Partial<SavedState>): void {
    this.saved = { ...this.saved, ...change };
  }

  tell(...messages: ToView[]): void {
    for (const message of messages) this.#listener(message);
  }

  /** The newest message of a kind. */
  last<T extends ToHost["type"]>(type: T): Extract<ToHost, { type: T }> {
    const found = this.posted.findLast((message): message is Extract<ToHost, { type: T }> => message.type === type);
    if (!found) throw new Error(`The view has not said ${type}, only: ${this.posted.map((message) => message.type).join(", ")}`);
    return found;
  }

  count(type: ToHost["type"]): number {
    return this.posted.filter((message) => message.type === type).length;
  }
}
