import { longestPictureBytes, pictureTypes, wholeText } from "../../../src/features/chat/parts.js";
import type { Attachment, ViewError } from "../../../src/features/chat/messages.js";
import type { ImagePart, SelectionPart } from "../../../../shared-protocol/generated/protocol.js";
import { t } from "../../shared/l10n.js";
import { grammarOf, languageId } from "../markdown/languages.js";

/** A file that was pasted or dropped cannot be attached. */
export class CannotAttachError extends Error {
  readonly notice: ViewError;

  constructor(name: string, why: string, fix: string) {
    super(t("{0} cannot be attached.", name));
    this.notice = { message: this.message, data: { kind: "cannotAttach", why, fix, retryable: false } };
  }
}

const types = new Set(Object.values(pictureTypes));
/** More than this is not even read. */
const longestTextBytes = 4 * 1024 * 1024;

/** Reads a picture, or a text of any kind. Throws `CannotAttachError`. */
export const readAttachment = (file: File): Promise<Attachment> =>
  file.type.startsWith("image/") && file.type !== "image/svg+xml" ? readPicture(file) : readText(file);

async function readPicture(file: File): Promise<ImagePart> {
  const name = file.name || t("The picture");
  if (!types.has(file.type))
    throw new CannotAttachError(
      name,
      t("Only PNG, JPEG, GIF and WebP pictures can be shown to a model."),
      t("Convert it to one of these."),
    );
  if (file.size > longestPictureBytes) throw new CannotAttachError(name, t("Pictures may have 20 MB at most."), t("Make it smaller."));
  const data = toBase64(new Uint8Array(await file.arrayBuffer()));
  return { kind: "image", mediaType: file.type, data, ...(file.name ? { fileName: file.name } : {}) };
}

async function readText(file: File): Promise<SelectionPart> {
  const name = file.name || t("Text");
  if (file.size > longestTextBytes)
    throw new CannotAttachError(name, t("Texts may have 4 MB at most."), t("Select the part that matters and attach that."));
  const text = decode(await file.arrayBuffer());
  if (text === undefined)
    throw new CannotAttachError(
      name,
      t("It is neither a picture nor text in UTF-8."),
      t("Attach a text, or a PNG, JPEG, GIF or WebP picture."),
    );
  const language = languageId(name.split(".").at(-1) ?? "");
  return wholeText(name, grammarOf(language) ? language : "plaintext", text);
}

function decode(bytes: ArrayBuffer): string | undefined {
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return text.includes("\0") ? undefined : text;
  } catch {
    return undefined;
  }
}

/** In pieces: the call stack has no room for all bytes of a picture. */
function toBase64(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(text);
}
