import type { PromptsSaveParams } from "../../../../shared-protocol/generated/protocol.js";
import { readLibraryMessage } from "../../infrastructure/library.js";
import { flag, longestText, optional, string, type Fields } from "../../infrastructure/readers.js";
import type { ToHost } from "./messages.js";

const text = (from: Fields, key: string): string => string(from, key, longestText);

const prompt = (from: Fields): PromptsSaveParams => ({
  name: text(from, "name"),
  text: text(from, "text"),
  ...optional(from, "title", text),
  ...optional(from, "isEditorAction", flag),
  ...optional(from, "before", text),
});

export const readToHost = (value: unknown): ToHost | undefined => readLibraryMessage(value, prompt);
