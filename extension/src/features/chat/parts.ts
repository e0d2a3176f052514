import type { MessagePart, SelectionPart, TextPart, ThinkingPart } from "../../../../shared-protocol/generated/protocol.js";

const isText = (part: MessagePart): part is TextPart | ThinkingPart => part.kind === "text" || part.kind === "thinking";

/** Appends what a delta brought: text of the kind that the last part has continues it, so that the list stays short however long a reply is. */
export function appendParts(parts: MessagePart[], delta: readonly MessagePart[]): void {
  for (const part of delta) {
    const last = parts.at(-1);
    if (last && isText(last) && isText(part) && last.kind === part.kind) parts[parts.length - 1] = { ...last, text: last.text + part.text };
    else parts.push(part);
  }
}

/** All text of one kind. */
export const textOf = (parts: readonly MessagePart[], kind: "text" | "thinking" = "text"): string =>
  parts
    .filter(isText)
    .filter((part) => part.kind === kind)
    .map((part) => part.text)
    .join("\n\n");

/** More of a text than this is never attached: no model of a desk machine has a window for it. */
export const longestContext = 512 * 1024;

/** A text that is attached as a whole. */
export function wholeText(fileName: string, languageId: string, text: string): SelectionPart {
  const kept =
    text.length > longestContext ? `${text.slice(0, longestContext)}\n[… ${text.length - longestContext} more characters]` : text;
  return { kind: "selection", fileName, languageId, startLine: 1, endLine: kept.split("\n").length, text: kept, whole: true };
}

/** The pictures that models of all vendors take, by the ending of a file's name. */
export const pictureTypes: Readonly<Record<string, string>> = {
  png: "image/png",
  jpg: "image/jpeg",
  jpeg: "image/jpeg",
  gif: "image/gif",
  webp: "image/webp",
};

/** The sidecar refuses larger ones. */
export const longestPictureBytes = 20 * 1024 * 1024;
