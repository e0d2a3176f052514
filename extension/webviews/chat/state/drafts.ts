import type { Attachment, KeptDraft } from "../../../src/features/chat/messages.js";
import type { Host } from "../host.js";

/**
 * What is unsent, by chat; the empty key is the chat that does not exist yet. It survives a reload of the view: the text in the view's own
 * state, what is attached, which may be large, with the host.
 */
export class Drafts {
  #texts: Record<string, string>;
  readonly #attached = new Map<string, readonly Attachment[]>();

  constructor(private readonly host: Host) {
    this.#texts = { ...host.load().drafts };
  }

  of(chatId: string | undefined): string {
    return this.#texts[chatId ?? ""] ?? "";
  }

  keep(chatId: string | undefined, text: string): void {
    this.#texts = Object.fromEntries(Object.entries({ ...this.#texts, [chatId ?? ""]: text }).filter(([, kept]) => kept !== ""));
    this.host.save({ drafts: this.#texts });
  }

  attachedTo(chatId: string | undefined): readonly Attachment[] {
    return this.#attached.get(chatId ?? "") ?? none;
  }

  keepAttached(chatId: string | undefined, attachments: readonly Attachment[], temporary: boolean): void {
    if (this.attachedTo(chatId) === attachments || (attachments.length === 0 && !this.#attached.has(chatId ?? ""))) return;
    if (attachments.length === 0) this.#attached.delete(chatId ?? "");
    else this.#attached.set(chatId ?? "", attachments);
    this.host.post({
      type: "keepAttachments",
      ...(chatId === undefined ? {} : { chatId }),
      attachments: [...attachments],
      ...(temporary ? { temporary } : {}),
    });
  }

  /** What the host kept of an earlier document of the view comes before what was attached since. */
  restore(drafts: readonly KeptDraft[]): void {
    for (const { chatId, attachments } of drafts) this.#attached.set(chatId ?? "", [...attachments, ...this.attachedTo(chatId)]);
  }
}

/** One for all, so that nothing is drawn anew for it. */
const none: readonly Attachment[] = [];
