import { readDraft } from "./draft-guard.js";
import type { DraftOf, KeptDraft, Question } from "./messages.js";

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
 * The unsent questions of a view, as far as its own state is no place for them: what is attached and what waits may be large, and that state is
 * written with each letter. Of a temporary chat nothing is written down.
 */
export class KeptDrafts {
  /** By chat; the empty key is the chat that does not exist yet. */
  #entries: Promise<Map<string, Entry>> | undefined;
  #writing: Promise<void> = Promise.resolve();
  #written: string | undefined;
  #gone = false;

  constructor(
    private readonly files: AttachmentFiles,
    private readonly view: string,
  ) {}

  async all(): Promise<KeptDraft[]> {
    return [...(await this.#read())].map(([chatId, entry]) => ({ ...(chatId === "" ? {} : { chatId }), ...entry }));
  }

  /** While the window lives it is there in any case; only over a reload it is not where it could not be written. */
  async keep({ chatId = "", temporary, ...change }: KeptDraft): Promise<void> {
    const entries = await this.#read();
    if (this.#gone) return;
    const before = entries.get(chatId) ?? {};
    const { attachments = before.attachments ?? [], questions = before.questions ?? [], text = before.text ?? "" } = change;
    const { halted } = change.questions === undefined ? before : change;
    const entry: Entry = {
      ...(attachments.length > 0 ? { attachments } : {}),
      ...(questions.length > 0 ? { questions, ...(halted === undefined ? {} : { halted }) } : {}),
      ...(text === "" ? {} : { text }),
    };
    if (Object.keys(entry).length === 0) entries.delete(chatId);
    else entries.set(chatId, temporary ? { ...entry, temporary } : entry);
    const stored = [...entries].filter(([, entry]) => !entry.temporary);
    const file = stored.length === 0 ? undefined : JSON.stringify(Object.fromEntries(stored));
    if (file === this.#written) return;
    this.#written = file;
    // One after the other: the last word stays.
    const written = this.#writing.then(() => this.files.write(this.view, file));
    this.#writing = written.catch(() => undefined);
    try {
      await written;
    } catch (error) {
      // The next change tries again, also where it changes nothing of this.
      if (this.#written === file) this.#written = undefined;
      throw error;
    }
  }

  /** The question that is next in a chat, unless something halts it. It is kept no longer. */
  async takeNext(chatId: string): Promise<Question | undefined> {
    const { questions = [], halted, temporary = false } = (await this.#read()).get(chatId) ?? {};
    const [next, ...rest] = questions;
    if (!next || halted !== undefined || this.#gone) return undefined;
    await this.keep({ chatId, questions: rest, temporary });
    return next;
  }

  /** A question was lost: it waits before the others, for its user to go on. */
  async putBack(question: Question, { chatId = "", temporary }: DraftOf): Promise<void> {
    const before = (await this.#read()).get(chatId);
    await this.keep({
      ...{ chatId, questions: [question, ...(before?.questions ?? [])], halted: "failed" },
      temporary: (temporary ?? false) || (before?.temporary ?? false),
    });
  }

  /** The view is gone for good. */
  async forget(): Promise<void> {
    this.#gone = true;
    // After what is being written, which would come back.
    await (this.#writing = this.#writing.then(() => this.files.write(this.view, undefined)));
  }

  #read(): Promise<Map<string, Entry>> {
    this.#entries ??= this.files.read(this.view).then((text) => {
      this.#written = text;
      return new Map(text === undefined ? [] : entriesOf(text));
    });
    return this.#entries;
  }
}

/** What cannot be read is no reason to show nothing at all. */
function entriesOf(text: string): [string, Entry][] {
  try {
    return Object.entries(JSON.parse(text) as Record<string, unknown>).flatMap(([chatId, value]): [string, Entry][] => {
      const draft = readDraft(value);
      return draft === undefined ? [] : [[chatId, draft]];
    });
  } catch {
    return [];
  }
}
