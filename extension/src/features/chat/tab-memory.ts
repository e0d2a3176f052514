/** The part of VS Code's `Memento` that is used. */
export interface Memory {
  get(key: string): unknown;
  update(key: string, value: unknown): Thenable<void>;
}

const key = "aiChatLocal.tabs";
/** A tab that is closed before it was shown again tells nobody: what is kept of it is dropped with the oldest. */
const mostTabs = 100;

const isEntry = (value: unknown): value is [string, string] => Array.isArray(value) && value.every((part) => typeof part === "string");

/** Which chat each tab shows, over reloads of the window. */
export class TabMemory {
  readonly #memory: Memory;
  readonly #chats: Map<string, string>;

  constructor(memory: Memory) {
    this.#memory = memory;
    const kept = memory.get(key);
    this.#chats = new Map(Array.isArray(kept) ? kept.filter(isEntry) : []);
  }

  chatOf(tab: string): string | undefined {
    return this.#chats.get(tab);
  }

  keep(tab: string, chatId: string | undefined): void {
    if (this.#chats.get(tab) === chatId) return;
    this.#chats.delete(tab);
    if (chatId !== undefined) this.#chats.set(tab, chatId);
    this.#store();
  }

  forget(tab: string): void {
    if (this.#chats.delete(tab)) this.#store();
  }

  #store(): void {
    void this.#memory.update(key, [...this.#chats].slice(-mostTabs));
  }
}
