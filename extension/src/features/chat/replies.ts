import { CancellationTokenSource, type CancellationToken } from "vscode-jsonrpc/node";
import type { ChatDelta, ChatProgress, ChatReplyResult, MessagePart } from "../../../../shared-protocol/generated/protocol.js";
import { describeError } from "../../infrastructure/errors.js";
import type { Sidecar } from "../../sidecar/index.js";
import type { RunningReply, ToView } from "./messages.js";
import { appendParts } from "./parts.js";

interface Running {
  chatId: string | undefined;
  parts: MessagePart[];
  cancel: CancellationTokenSource;
  ended: Promise<void>;
  /** Set once the sidecar has told the ids under which it stores question and answer. */
  stored: boolean;
}

/** The replies that run now, with what each has brought so far, for a view that is built anew in the middle of one. */
export class Replies {
  readonly #running = new Map<string, Running>();
  readonly #unstored = new Set<string>();
  readonly #post: (message: ToView) => void;
  readonly #onCount: (count: number) => void;

  /** @param onCount is told how many run whenever that changes */
  constructor(post: (message: ToView) => void, onCount: (count: number) => void) {
    this.#post = post;
    this.#onCount = onCount;
  }

  listen(sidecar: Sidecar): { dispose(): void }[] {
    return [
      sidecar.on("chat/delta", (delta) => {
        this.#delta(delta);
      }),
      sidecar.on("chat/progress", (progress) => {
        this.#progress(progress);
      }),
    ];
  }

  /**
   * Runs one reply to its end and tells the view of it. `ask` is given the place to say in which chat it runs.
   * @returns the chat, once the reply has ended, however it did
   */
  async run(
    replyId: string,
    chatId: string | undefined,
    ask: (token: CancellationToken, inChat: (chatId: string) => void) => Promise<ChatReplyResult>,
  ): Promise<string | undefined> {
    if (this.#running.has(replyId)) return chatId;
    let end: () => void = () => undefined;
    const ended = new Promise<void>((resolve) => (end = resolve));
    const running: Running = { chatId, parts: [], cancel: new CancellationTokenSource(), ended, stored: false };
    if (chatId !== undefined) this.#unstored.delete(chatId);
    this.#running.set(replyId, running);
    this.#onCount(this.#running.size);
    let last: ToView;
    try {
      const result = await ask(running.cancel.token, (created) => (running.chatId = created));
      last = { type: "replyEnded", replyId, result };
    } catch (error) {
      last = { type: "replyFailed", replyId, error: describeError(error) };
      if (!running.stored && running.chatId !== undefined) this.#unstored.add(running.chatId);
    } finally {
      this.#running.delete(replyId);
      running.cancel.dispose();
      end();
      this.#onCount(this.#running.size);
    }
    this.#post(last);
    return running.chatId;
  }

  stop(replyId: string): void {
    this.#running.get(replyId)?.cancel.cancel();
  }

  /** Stops those of one chat, or all; resolves when they have ended. */
  async stopAll(inChat?: string): Promise<void> {
    const stopped = [...this.#running.values()].filter(({ chatId }) => inChat === undefined || chatId === inChat);
    for (const { cancel } of stopped) cancel.cancel();
    await Promise.all(stopped.map(({ ended }) => ended));
  }

  /** The reply that runs in a chat, as a view that shows it anew needs it. */
  inChat(chatId: string): RunningReply | undefined {
    for (const [replyId, running] of this.#running) if (running.chatId === chatId) return { replyId, parts: [...running.parts] };
    return undefined;
  }

  /** Whether the last question of a chat failed before any of it was stored, so that only the view still has it. */
  isUnstored(chatId: string): boolean {
    return this.#unstored.has(chatId);
  }

  #delta({ replyId, parts }: ChatDelta): void {
    const running = this.#running.get(replyId);
    if (!running) return;
    appendParts(running.parts, parts);
    this.#post({ type: "delta", replyId, parts });
  }

  #progress(progress: ChatProgress): void {
    const running = this.#running.get(progress.replyId);
    if (!running) return;
    running.stored ||= progress.messageId !== undefined;
    this.#post({ type: "progress", progress });
  }
}
