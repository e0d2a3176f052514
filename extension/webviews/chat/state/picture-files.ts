import { longestPictureBytes, pictureTypes } from "../../../src/features/chat/parts.js";
import type { ViewError } from "../../../src/features/chat/messages.js";
import type { ImagePart } from "../../../../shared-protocol/generated/protocol.js";
import { t } from "../../shared/l10n.js";

/** A file that was pasted or dropped cannot be attached. */
export class NoPictureError extends Error {
  readonly notice: ViewError;

  constructor(name: string, why: string, fix: string) {
    super(t("{0} cannot be attached.", name));
    this.notice = { message: this.message, data: { kind: "noPicture", why, fix, retryable: false } };
  }
}

const types = new Set(Object.values(pictureTypes));

export async function readPicture(file: File): Promise<ImagePart> {
  const name = file.name || t("The picture");
  if (!types.has(file.type))
    throw new NoPictureError(name, t("Only PNG, JPEG, GIF and WebP pictures can be shown to a model."), t("Convert it to one of these."));
  if (file.size > longestPictureBytes) throw new NoPictureError(name, t("Pictures may have 20 MB at most."), t("Make it smaller."));
  const data = toBase64(new Uint8Array(await file.arrayBuffer()));
  return { kind: "image", mediaType: file.type, data, ...(file.name ? { fileName: file.name } : {}) };
}

/** In pieces: the call stack has no room for all bytes of a picture. */
function toBase64(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(text);
}
