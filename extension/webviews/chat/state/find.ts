import { textOf } from "../../../src/features/chat/parts.js";
import type { Entry } from "./view-state.js";

/** A place where what is looked for occurs: in which message, and as which occurrence in it. */
export interface Match {
  messageId: string;
  key: string;
  occurrence: number;
}

/** What is looked for, as a pattern; upper and lower case are alike. */
export const pattern = (query: string): RegExp => new RegExp(query.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&"), "giu");

/** Marks of Markdown that stand within words: they are not seen, so they do not keep a phrase from being found. */
const marks = /\*\*|`/g;

/** Every occurrence in the words of a chat, oldest first. What a model thought is folded, and not among them. */
export function findMatches(entries: readonly Entry[], query: string): Match[] {
  if (query.trim() === "") return [];
  const wanted = pattern(query);
  return entries.flatMap(({ key, message: { messageId, parts, role } }) => {
    if (messageId === "") return [];
    const text = textOf(parts);
    const found = (role === "user" ? text : text.replace(marks, "")).match(wanted) ?? [];
    return found.map((_, occurrence) => ({ messageId, key, occurrence }));
  });
}

/** The day of a message where its reader is, as `2026-01-31`. */
export const dayOf = (iso: string): string => {
  const date = new Date(iso);
  return [date.getFullYear(), date.getMonth() + 1, date.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
};

/** The first message of a day, or of the next one that has any; the last message when there is none. */
export function firstOfDay(entries: readonly Entry[], day: string): string | undefined {
  const found = entries.find(({ message }) => message.messageId !== "" && dayOf(message.createdAt) >= day) ?? entries.at(-1);
  return found?.message.messageId || undefined;
}
