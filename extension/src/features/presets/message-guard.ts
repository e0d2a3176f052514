import type { PresetsSaveParams } from "../../../../shared-protocol/generated/protocol.js";
import { generationOptions } from "../../infrastructure/generation-options.js";
import { accepted, fields, longestText, optional, own, string, strings, type Fields } from "../../infrastructure/readers.js";
import type { ToHost } from "./messages.js";

const mostItems = 1000;

const text = (from: Fields, key: string): string => string(from, key, longestText);
const texts = (from: Fields, key: string): string[] => strings(from, key, mostItems, longestText);

function preset(from: Fields): PresetsSaveParams {
  return {
    name: text(from, "name"),
    models: texts(from, "models"),
    options: generationOptions(fields(own(from, "options"), "options")),
    ...optional(from, "before", text),
    ...optional(from, "systemPrompt", text),
  };
}

/** Accepts a message of the webview, built anew from the known fields, or returns undefined. */
export function readToHost(value: unknown): ToHost | undefined {
  return accepted((): ToHost | undefined => {
    const from = fields(value, "message");
    switch (own(from, "type")) {
      case "read":
        return { type: "read" };
      case "save":
        return { type: "save", saveId: text(from, "saveId"), preset: preset(fields(own(from, "preset"), "preset")) };
      case "remove":
        return { type: "remove", name: text(from, "name") };
      default:
        return undefined;
    }
  });
}
