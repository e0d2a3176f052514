import type { ContextItem } from "./context-items.js";

/** A list that nobody asked for so long is read anew. */
const keptMs = 30_000;

/** The files and folders of a workspace, read once while somebody types behind an `@`, and not with each letter. */
export class ListedFiles {
  #listed: Promise<ContextItem[]> | undefined;
  #usedAt = 0;

  constructor(
    private readonly read: () => Promise<ContextItem[]>,
    private readonly now: () => number = Date.now,
  ) {}

  /** @param query what was typed so far; nothing: a list is opened */
  for(query: string): Promise<ContextItem[]> {
    const time = this.now();
    if (query === "" || time - this.#usedAt > keptMs) this.#listed = undefined;
    this.#usedAt = time;
    const listed = (this.#listed ??= this.read());
    // What failed is tried again.
    listed.catch(() => {
      if (this.#listed === listed) this.#listed = undefined;
    });
    return listed;
  }
}
