import type { MessagePart } from "../../../../shared-protocol/generated/protocol.js";

/** Joins pieces of a reply: text of the kind that the last part had continues it. The arguments stay as they are. */
export function appendParts(parts: readonly MessagePart[], more: readonly MessagePart[]): MessagePart[] {
  const joined = [...parts];
  for (const part of more) {
    const last = joined.at(-1);
    if (last && part.kind !== "selection" && last.kind === part.kind)
      joined[joined.length - 1] = { kind: part.kind, text: last.text + part.text };
    else joined.push(part);
  }
  return joined;
}

export const textOf = (parts: readonly MessagePart[], kind: "text" | "thinking" = "text"): string =>
  parts
    .filter((part) => part.kind === kind)
    .map((part) => part.text)
    .join("\n\n");
