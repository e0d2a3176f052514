/** A window that nobody asked for is no larger than this: its memory grows with it, and most chats are short. */
export const defaultContextCap = 8192;

export interface Allocation {
  readonly contextLength: number | undefined;
  readonly threads: number;
}

/** What the pool knows of a model, whichever library holds it. */
export interface ModelInMemory {
  readonly allocation: Allocation;
  /** The window in tokens. */
  readonly contextSize: number;
  /** The same weights with another window or other threads. */
  reopen(allocation: Allocation, signal: AbortSignal): Promise<ModelInMemory>;
  dispose(): Promise<void>;
}
