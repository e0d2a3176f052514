import { readAttachments } from "./message-guard.js";
import type { Attachment, KeptDraft } from "./messages.js";

/** Where what is kept lies over reloads of the window, by the name of a view. */
export interface AttachmentFiles {
  read(view: string): Promise<string | undefined>;
  /**
   * Throws where it is too large to be written.
   * @param text undefined: there is nothing to keep any more
   */
  write(view: string, text: string | undefined): Promise<void>;
}

type Entry = Omit<KeptDraft, "chatId">;

/**
 * What is attached to the unsent questions of a view. It is too large for the state of a webview, which is written with each letter. Of a
 * temporary chat nothing is written down.
 */
export class KeptAttachments {
  /** By chat; the empty key is the chat that does not exist yet. */
  #entries: Promise<Map<string, Entry>> | undefined;
  #writing: Promise<void> = Promise.resolve();

  constructor(
    private readonly files: AttachmentFiles,
    private readonly view: string,
  ) {}

  async all(): Promise<KeptDraft[]> {
    return [...(await this.#read())].map(([chatId, entry]) => ({ ...(chatId === "" ? {} : { chatId }), ...entry }));
  }

  /** While the window lives it is there in any case; only over a reload it is not where it could not be written. */
  async keep({ chatId = "", attachments, temporary }: KeptDraft): Promise<void> {
    const entries = await this.#read();
    if (attachments.length === 0 && !entries.has(chatId)) return;
    if (attachments.length === 0) entries.delete(chatId);
    else entries.set(chatId, { attachments, ...(temporary ? { temporary } : {}) });
    const stored = [...entries].filter(([, entry]) => !entry.temporary).map(([key, entry]) => [key, entry.attachments] as const);
    const text = stored.length === 0 ? undefined : JSON.stringify(Object.fromEntries(stored));
    // One after the other: the last word stays.
    const written = this.#writing.then(() => this.files.write(this.view, text));
    this.#writing = written.catch(() => undefined);
    await written;
  }

  #read(): Promise<Map<string, Entry>> {
    this.#entries ??= this.files.read(this.view).then((text) => new Map(text === undefined ? [] : entriesOf(text)));
    return this.#entries;
  }
}

/** What cannot be read is no reason to show nothing at all. */
function entriesOf(text: string): [string, Entry][] {
  try {
    return Object.entries(JSON.parse(text) as Record<string, unknown>).flatMap(([chatId, value]): [string, Entry][] => {
      const attachments: Attachment[] | undefined = readAttachments(value);
      return attachments === undefined ? [] : [[chatId, { attachments }]];
    });
  } catch {
    return [];
  }
}
