import type { DescribedError } from "./errors.js";
import { describeError } from "./errors.js";
import { accepted, fields, longestText, own, string, type Fields } from "./readers.js";

/** What the view of a library of the user's own things asks. `saveId` is the view's own, so that an answer finds its form. */
export type LibraryToHost<Item> = { type: "read" } | { type: "save"; saveId: string; item: Item } | { type: "remove"; name: string };

/** What every such view is told beside the things themselves. */
export type LibraryToView =
  | { type: "saved"; saveId: string }
  | { type: "refused"; saveId: string; error: DescribedError }
  | { type: "failed"; error: DescribedError };

/** The guard of such a view: accepts a message that is built anew from the known fields, or returns undefined. */
export function readLibraryMessage<Item>(value: unknown, item: (from: Fields) => Item): LibraryToHost<Item> | undefined {
  return accepted((): LibraryToHost<Item> | undefined => {
    const from = fields(value, "message");
    switch (own(from, "type")) {
      case "read":
        return { type: "read" };
      case "save":
        return { type: "save", saveId: string(from, "saveId", longestText), item: item(fields(own(from, "item"), "item")) };
      case "remove":
        return { type: "remove", name: string(from, "name", longestText) };
      default:
        return undefined;
    }
  });
}

export interface Library<Item> {
  /** Tells the view what there is. */
  list(): Promise<void>;
  save(item: Item): Promise<unknown>;
  remove(name: string): Promise<unknown>;
}

/** Carries out one message of the view; what is refused goes to its form. */
export async function answerLibrary<Item>(
  message: LibraryToHost<Item>,
  library: Library<Item>,
  post: (message: LibraryToView) => void,
): Promise<void> {
  try {
    if (message.type === "save") {
      await library.save(message.item);
      post({ type: "saved", saveId: message.saveId });
    } else if (message.type === "remove") await library.remove(message.name);
    await library.list();
  } catch (error) {
    const shown = describeError(error);
    post(message.type === "save" ? { type: "refused", saveId: message.saveId, error: shown } : { type: "failed", error: shown });
  }
}
