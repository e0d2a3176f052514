import type { ImagePart, SelectionPart } from "../../../../shared-protocol/generated/protocol.js";
import { accepted, fields, oneOf, optional, refuse, type Fields } from "../../infrastructure/readers.js";
import { count, given, givenFlag, list, longestPicture, optionalString, string, text } from "./guard-fields.js";
import type { Attachment, DraftOf, Halt, KeptDraft, Question } from "./messages.js";

function selection(value: unknown): SelectionPart {
  const from = fields(value, "attachments");
  const startLine = count(from, "startLine");
  const endLine = count(from, "endLine");
  if (from["kind"] !== "selection" || endLine < startLine) refuse("attachments");
  return {
    kind: "selection",
    fileName: string(from, "fileName"),
    languageId: string(from, "languageId"),
    startLine,
    endLine,
    text: text(from, "text"),
    ...(from["whole"] === true ? { whole: true } : {}),
  };
}

function picture(from: Fields): ImagePart {
  const stored = optionalString(from, "attachmentId");
  return {
    kind: "image",
    mediaType: string(from, "mediaType"),
    ...(stored === undefined ? { data: string(from, "data", longestPicture) } : { attachmentId: stored }),
    ...given(from, "fileName"),
  };
}

function attachment(value: unknown): Attachment {
  const from = fields(value, "attachments");
  return from["kind"] === "image" ? picture(from) : selection(value);
}

export const attachments = (from: Fields): Attachment[] => list(from, "attachments", attachment);

const questions = (from: Fields): Question[] =>
  list(from, "questions", (value) => {
    const question = fields(value, "questions");
    return { text: text(question, "text"), attachments: attachments(question) };
  });

export const draft = (from: Fields): Omit<KeptDraft, keyof DraftOf> => ({
  ...optional(from, "attachments", attachments),
  ...optional(from, "questions", questions),
  ...optional(from, "halted", halt),
  ...optional(from, "text", text),
});

const halt = (from: Fields, key: string): Halt => oneOf(from, key, ["stopped", "failed", "compared", "reloaded"] as const);

export const draftOf = (from: Fields): DraftOf => ({ ...given(from, "chatId"), ...givenFlag(from, "temporary") });

/** What was kept of a draft, or undefined when it is nothing of the kind. */
export const readDraft = (value: unknown): Omit<KeptDraft, keyof DraftOf> | undefined => accepted(() => draft(fields(value, "draft")));
