import type { PromptsSaveParams } from "../../../../shared-protocol/generated/protocol.js";
import { accepted, fields, flag, optional, own, string, type Fields } from "../../infrastructure/readers.js";
import type { ToHost } from "./messages.js";

const longestText = 256 * 1024;

const text = (from: Fields, key: string): string => string(from, key, longestText);

function prompt(from: Fields): PromptsSaveParams {
  return {
    name: text(from, "name"),
    text: text(from, "text"),
    ...optional(from, "title", text),
    ...optional(from, "isEditorAction", flag),
    ...optional(from, "before", text),
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
        return { type: "save", saveId: text(from, "saveId"), prompt: prompt(fields(own(from, "prompt"), "prompt")) };
      case "remove":
        return { type: "remove", name: text(from, "name") };
      default:
        return undefined;
    }
  });
}
