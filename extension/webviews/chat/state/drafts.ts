import type { Attachment, KeptDraft } from "../../../src/features/chat/messages.js";
import type { Host } from "../host.js";
import type { Waiting } from "./question-queue.js";

/**
 * What is unsent, by chat; the empty key is the chat that does not exist yet. It survives a reload of the view: the text in the view's own
 * state, what is attached and what waits, which may be large, with the host. That state is written down: of a temporary chat the host has all.
 */
export class Drafts {
  readonly #texts: Map<string, string>;
  readonly #attached = new Map<string, readonly Attachment[]>();
  readonly #temporary = new Set<string>();

  constructor(private readonly host: Host) {
    this.#texts = new Map(Object.entries(host.load().drafts));
  }

  of(chatId = ""): string {
    return this.#texts.get(chatId) ?? "";
  }

  keep(chatId: string | undefined, text: string, temporary: boolean): void {
    const key = chatId ?? "";
    const before = this.of(chatId);
    const was = this.#temporary.has(key);
    const is = this.#isTemporary(key, temporary);
    if (text === "") this.#texts.delete(key);
    else this.#texts.set(key, text);
    this.host.save({ drafts: Object.fromEntries([...this.#texts].filter(([each]) => !this.#temporary.has(each))) });
    if ((was || is) && (text !== "" || before !== "")) this.#tell(key, { text: is ? text : "" }, is);
  }

  attachedTo(chatId = ""): readonly Attachment[] {
    return this.#attached.get(chatId) ?? none;
  }

  keepAttached(chatId: string | undefined, attachments: readonly Attachment[], temporary: boolean): void {
    const key = chatId ?? "";
    if (this.attachedTo(chatId) === attachments || (attachments.length === 0 && !this.#attached.has(key))) return;
    if (attachments.length === 0) this.#attached.delete(key);
    else this.#attached.set(key, attachments);
    this.#tell(key, { attachments: [...attachments] }, this.#isTemporary(key, temporary));
  }

  /** Those that wait to be asked in a chat. */
  keepWaiting(key: string, waiting: Waiting, temporary: boolean): void {
    this.#tell(key, waiting, this.#isTemporary(key, temporary));
  }

  /** What the host kept of an earlier document of the view comes before what was attached since. */
  restore(drafts: readonly KeptDraft[]): void {
    for (const { chatId = "", attachments = [], text, temporary } of drafts) {
      if (temporary) this.#temporary.add(chatId);
      if (attachments.length > 0) this.#attached.set(chatId, [...attachments, ...this.attachedTo(chatId)]);
      if (text !== undefined && this.of(chatId) === "") this.#texts.set(chatId, text);
    }
  }

  /** A chat stays what it is, also while it is not read yet; the one that does not exist yet may become another. */
  #isTemporary(key: string, temporary: boolean): boolean {
    const is = temporary || (key !== "" && this.#temporary.has(key));
    if (is) this.#temporary.add(key);
    else this.#temporary.delete(key);
    return is;
  }

  #tell(key: string, draft: Omit<KeptDraft, "chatId" | "temporary">, temporary: boolean): void {
    this.host.post({ type: "keepDraft", ...(key === "" ? {} : { chatId: key }), ...draft, ...(temporary ? { temporary } : {}) });
  }
}

/** One for all, so that nothing is drawn anew for it. */
const none: readonly Attachment[] = [];
