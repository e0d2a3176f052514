import type { PresetsSaveParams } from "../../../../shared-protocol/generated/protocol.js";
import { generationOptions } from "../../infrastructure/generation-options.js";
import { readLibraryMessage } from "../../infrastructure/library.js";
import { fields, longestText, optional, own, string, strings, type Fields } from "../../infrastructure/readers.js";
import type { ToHost } from "./messages.js";

const mostItems = 1000;

const text = (from: Fields, key: string): string => string(from, key, longestText);

const preset = (from: Fields): PresetsSaveParams => ({
  name: text(from, "name"),
  models: strings(from, "models", mostItems, longestText),
  options: generationOptions(fields(own(from, "options"), "options")),
  ...optional(from, "before", text),
  ...optional(from, "systemPrompt", text),
});

export const readToHost = (value: unknown): ToHost | undefined => readLibraryMessage(value, preset);
