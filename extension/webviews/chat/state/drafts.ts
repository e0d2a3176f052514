import type { Host } from "../host.js";

/** Unsent text by chat; the empty key is the chat that does not exist yet. It survives a reload of the view. */
export class Drafts {
  #texts: Record<string, string>;

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
}
