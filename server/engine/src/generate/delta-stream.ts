import type { EngineDelta, MessagePart } from "../../../../shared-protocol/generated/protocol";

export type SendDelta = (delta: EngineDelta) => Promise<void>;

/** Sends pieces of a reply: at once while the pipe takes them, merged while the one before is still on its way. */
export class DeltaStream {
  #waiting: MessagePart[] = [];
  #sending: Promise<void> | undefined;
  #closed = false;

  constructor(
    private readonly replyId: string,
    private readonly send: SendDelta,
  ) {}

  push(kind: "text" | "thinking", text: string): void {
    if (this.#closed || text === "") return;
    const last = this.#waiting.at(-1);
    if (last?.kind === kind) last.text += text;
    else this.#waiting.push({ kind, text });
    this.#sending ??= this.#drain();
  }

  pushAll(parts: readonly { kind: "text" | "thinking"; text: string }[]): void {
    for (const { kind, text } of parts) this.push(kind, text);
  }

  /** Sends what waits and takes no more. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#sending;
  }

  async #drain(): Promise<void> {
    while (this.#waiting.length > 0) {
      const parts = this.#waiting;
      this.#waiting = [];
      await this.send({ replyId: this.replyId, parts });
    }
    this.#sending = undefined;
  }
}
