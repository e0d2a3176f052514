import type { MessagePart } from "../../../../shared-protocol/generated/protocol.js";

/** Appends what a delta brought: text of the kind that the last part has continues it, so that the list stays short however long a reply is. */
export function appendParts(parts: MessagePart[], delta: readonly MessagePart[]): void {
  for (const part of delta) {
    const last = parts.at(-1);
    if (last && last.kind === part.kind && last.kind !== "selection") parts[parts.length - 1] = { ...last, text: last.text + part.text };
    else parts.push(part);
  }
}
