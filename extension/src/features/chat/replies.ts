import { CancellationTokenSource, type CancellationToken } from "vscode-jsonrpc/node";
import {
  RpcErrorCode,
  type ChatDelta,
  type ChatProgress,
  type ChatReplyResult,
  type MessagePart,
} from "../../../../shared-protocol/generated/protocol.js";
import type { Disposable } from "../../infrastructure/disposable.js";
import { Emitter } from "../../infrastructure/emitter.js";
import { describeError } from "../../infrastructure/errors.js";
import { RpcError, type Sidecar } from "../../sidecar/index.js";
import type { RunningReply, ToView } from "./messages.js";
import { appendParts } from "./parts.js";

interface Running {
  chatId: string | undefined;
  parts: MessagePart[];
  cancel: CancellationTokenSource;
  ended: Promise<void>;
  /** Set once the sidecar has told the ids under which it stores question and answer. */
  stored: boolean;
  /** It answers a question beside another answer, which is the current one. */
  beside: boolean;
  messageId?: string;
  model?: string;
  question: Promise<string | undefined>;
  asked: (messageId: string | undefined) => void;
}

/** What is known of a reply only once it is being asked for. */
export interface Begun {
  inChat(chatId: string): void;
  /** Another answer to its question is the current one. */
  standsBeside(): void;
}

/** How a reply ended. */
export interface ReplyEnd {
  chatId: string | undefined;
  /** By itself, and nothing is left to choose. */
  well: boolean;
  /** It failed before any of its question was stored. */
  lost: boolean;
}

export type Ask = (token: CancellationToken, begun: Begun) => Promise<ChatReplyResult>;

export type ReplyMessage = Extract<ToView, { type: "delta" | "progress" | "replyEnded" | "replyFailed" }>;

export const idOf = (message: ReplyMessage): string => (message.type === "progress" ? message.progress.replyId : message.replyId);

/** The replies that run now, in whichever view, with what each has brought so far, for a view that comes in the middle of one. */
export class Replies {
  readonly #running = new Map<string, Running>();
  readonly #messages = new Emitter<ReplyMessage>();
  readonly #changes = new Emitter<string | undefined>();
  readonly #onCount: (count: number) => void;

  /** @param onCount is told how many run whenever that changes */
  constructor(onCount: (count: number) => void) {
    this.#onCount = onCount;
  }

  listen(sidecar: Sidecar): Disposable[] {
    return [
      sidecar.on("chat/delta", (delta) => {
        this.#delta(delta);
      }),
      sidecar.on("chat/progress", (progress) => {
        this.#progress(progress);
      }),
    ];
  }

  /** Every piece of every reply. */
  onMessage(listener: (message: ReplyMessage) => void): Disposable {
    return this.#messages.on(listener);
  }

  /** A reply began to be stored in a chat, or ended. */
  onChange(listener: (chatId: string | undefined) => void): Disposable {
    return this.#changes.on(listener);
  }

  /**
   * Runs one reply to its end and tells of it.
   * @returns once it has ended, however it did
   */
  async run(replyId: string, chatId: string | undefined, ask: Ask): Promise<ReplyEnd> {
    if (this.#running.has(replyId)) return { chatId, well: false, lost: false };
    let end: () => void = () => undefined;
    const ended = new Promise<void>((resolve) => (end = resolve));
    let asked: (messageId: string | undefined) => void = () => undefined;
    const question = new Promise<string | undefined>((resolve) => (asked = resolve));
    const cancel = new CancellationTokenSource();
    const running: Running = { chatId, parts: [], cancel, ended, stored: false, beside: false, question, asked };
    this.#running.set(replyId, running);
    this.#onCount(this.#running.size);
    let last: ReplyMessage;
    try {
      const result = await ask(cancel.token, {
        inChat: (known) => (running.chatId = known),
        standsBeside: () => (running.beside = true),
      });
      asked(result.userMessageId);
      last = { type: "replyEnded", replyId, result };
    } catch (error) {
      const refused = error instanceof RpcError && error.code === RpcErrorCode.requestCancelled;
      const stopped = refused && cancel.token.isCancellationRequested;
      last = { type: "replyFailed", replyId, error: describeError(error), ...(stopped ? { stopped } : {}) };
    } finally {
      this.#running.delete(replyId);
      cancel.dispose();
      asked(undefined);
      end();
      this.#onCount(this.#running.size);
    }
    this.#messages.fire(last);
    this.#changes.fire(running.chatId);
    return {
      chatId: running.chatId,
      well: last.type === "replyEnded" && last.result.stopReason !== "cancelled" && !running.beside,
      lost: last.type === "replyFailed" && !running.stored && !running.beside,
    };
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

  /** Under which id the question of a running reply is stored; undefined: it never was. */
  questionOf(replyId: string): Promise<string | undefined> {
    return this.#running.get(replyId)?.question ?? Promise.resolve(undefined);
  }

  /** The replies that run in a chat, as a view that shows it anew needs them. */
  inChat(chatId: string): RunningReply[] {
    return [...this.#running]
      .filter(([, running]) => running.chatId === chatId)
      .map(([replyId, { parts, beside, messageId, model }]) => ({
        ...{ replyId, parts: [...parts] },
        ...(beside ? { beside } : {}),
        ...(messageId === undefined ? {} : { messageId }),
        ...(model === undefined ? {} : { model }),
      }));
  }

  #delta({ replyId, parts }: ChatDelta): void {
    const running = this.#running.get(replyId);
    if (!running) return;
    appendParts(running.parts, parts);
    this.#messages.fire({ type: "delta", replyId, parts });
  }

  #progress(progress: ChatProgress): void {
    const running = this.#running.get(progress.replyId);
    if (!running) return;
    const begins = !running.stored && progress.messageId !== undefined;
    running.stored ||= begins;
    running.model = progress.model;
    if (progress.messageId !== undefined) running.messageId = progress.messageId;
    if (progress.userMessageId !== undefined) running.asked(progress.userMessageId);
    this.#messages.fire({ type: "progress", progress });
    if (begins) this.#changes.fire(running.chatId);
  }
}
