import type { MessagePart } from "../../../../shared-protocol/generated/protocol.js";
import { appendParts } from "../../../src/features/chat/parts.js";

/** What came of a running reply. A new object per frame with news. */
export interface LiveReply {
  parts: readonly MessagePart[];
  /** When it began to think, in `performance.now()` time. */
  thinkingSince?: number | undefined;
  /** How long it thought; set when the first text came. */
  thinkingMs?: number | undefined;
}

const nothing: LiveReply = { parts: [] };

/**
 * The text of running replies, kept out of the view's state: a delta touches one reply and wakes its own reader, after its first
 * piece at most once per animation frame, however many deltas come in between.
 */
export class LiveReplies {
  readonly #replies = new Map<string, LiveReply>();
  readonly #listeners = new Map<string, Set<() => void>>();
  readonly #changed = new Set<string>();

  constructor(
    private readonly nextFrame: (callback: () => void) => void = (callback) => requestAnimationFrame(callback),
    private readonly now: () => number = () => performance.now(),
  ) {}

  get = (replyId: string): LiveReply => this.#replies.get(replyId) ?? nothing;

  append(replyId: string, parts: readonly MessagePart[]): void {
    const before = this.get(replyId);
    const joined = [...before.parts];
    appendParts(joined, parts);
    const thinks = parts.some(({ kind }) => kind === "thinking");
    const since = before.thinkingSince ?? (thinks ? this.now() : undefined);
    const answers = since !== undefined && before.thinkingMs === undefined && parts.some(({ kind }) => kind === "text");
    this.#replies.set(replyId, {
      parts: joined,
      thinkingSince: since,
      thinkingMs: answers ? this.now() - since : before.thinkingMs,
    });
    // The first words are waited for; what follows comes with the next frame.
    if (before.parts.length === 0) this.#tell(replyId);
    else this.#wake(replyId);
  }

  /** Replaces what is known by what the host knows. */
  reset(replyId: string, parts: readonly MessagePart[]): void {
    this.#replies.delete(replyId);
    this.append(replyId, parts);
  }

  /** Ends a reply and hands over what came. */
  take(replyId: string): LiveReply {
    const reply = this.get(replyId);
    this.#replies.delete(replyId);
    return reply.thinkingSince !== undefined && reply.thinkingMs === undefined
      ? { ...reply, thinkingMs: this.now() - reply.thinkingSince }
      : reply;
  }

  subscribe(replyId: string, listener: () => void): () => void {
    const listeners = this.#listeners.get(replyId) ?? new Set();
    this.#listeners.set(replyId, listeners.add(listener));
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0) this.#listeners.delete(replyId);
    };
  }

  #wake(replyId: string): void {
    if (this.#changed.size === 0) {
      this.nextFrame(() => {
        const changed = [...this.#changed];
        this.#changed.clear();
        for (const id of changed) this.#tell(id);
      });
    }
    this.#changed.add(replyId);
  }

  #tell(replyId: string): void {
    for (const listener of this.#listeners.get(replyId) ?? []) listener();
  }
}
