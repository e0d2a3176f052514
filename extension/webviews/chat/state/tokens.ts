import type { Attachment } from "../../../src/features/chat/messages.js";

const bytesPerToken = 4;
/** As the sidecar counts a picture: the middle of what the vendors do. */
const perPicture = 1000;
const encoder = new TextEncoder();

/** A guess, by the same rule as the sidecar's own: four bytes a token. */
export const estimateTokens = (text: string): number => Math.ceil(encoder.encode(text).length / bytesPerToken);

export const tokensOf = (part: Attachment): number => (part.kind === "image" ? perPicture : estimateTokens(part.text));
