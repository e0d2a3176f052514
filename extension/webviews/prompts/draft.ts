import type { Prompt, PromptsSaveParams } from "../../../shared-protocol/generated/protocol.js";
import { t } from "../shared/l10n.js";

/** A prompt as it is being written. */
export interface Draft {
  /** The name that it has; undefined: it is new. */
  before: string | undefined;
  name: string;
  title: string;
  text: string;
  isEditorAction: boolean;
}

export const newDraft: Draft = { before: undefined, name: "", title: "", text: "", isEditorAction: true };

export const draftOf = ({ name, title, text, isEditorAction }: Prompt): Draft => ({
  before: name,
  name,
  title: title === name ? "" : title,
  text,
  isEditorAction,
});

/** What keeps a draft from being saved, by field. The limits are the sidecar's. */
export function problems({ name, title, text }: Draft): Partial<Record<"name" | "title" | "text", string>> {
  return {
    ...(/^[\p{L}\p{Nd}_-]{1,64}$/u.test(name.trim())
      ? {}
      : { name: t("1 to 64 letters, digits, hyphens and underscores: it is typed after a slash.") }),
    ...(title.trim().length > 128 ? { title: t("A title has at most 128 characters.") } : {}),
    ...(text.trim() === ""
      ? { text: t("Write what is to be asked.") }
      : text.length > 64 * 1024
        ? { text: t("This is too long to be stored.") }
        : {}),
  };
}

export const toSave = ({ before, name, title, text, isEditorAction }: Draft): PromptsSaveParams => ({
  name: name.trim(),
  text,
  isEditorAction,
  ...(title.trim() === "" ? {} : { title: title.trim() }),
  ...(before === undefined ? {} : { before }),
});
