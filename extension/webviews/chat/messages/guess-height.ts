import type { Entry } from "../state/view-state.js";

const lineHeight = 20;
const charactersALine = 60;

/** How high a message will be, before it was shown: from its length, which need not be exact. */
export function guessHeight({ message }: Entry): number {
  let characters = 0;
  for (const part of message.parts) if (part.kind === "text") characters += part.text.length;
  return (message.role === "user" ? 64 : 76) + Math.ceil(characters / charactersALine) * lineHeight;
}
