import { resolveChatWrapper, type ChatHistoryItem, type ChatWrapper, type LlamaModel } from "node-llama-cpp";
import type { EngineMessage } from "../../../../shared-protocol/generated/protocol";
import { TextCompletion } from "./text-completion";

/** How a conversation becomes the model's text: its own template, else a known format of its family, else a generic one. */
export function chatFormatOf(model: LlamaModel): ChatWrapper {
  if (!hasTemplate(model.fileInfo.metadata)) return new TextCompletion();
  return resolveChatWrapper(model, { warningLogs: false });
}

export const hasTemplate = (metadata: { tokenizer?: { chat_template?: unknown } }): boolean => {
  const template = metadata.tokenizer?.chat_template;
  return typeof template === "string" && template.trim() !== "";
};

/** The history ends with the answer that is to be written: an empty one, or the one that the messages begin. */
export function toHistory(messages: readonly EngineMessage[]): ChatHistoryItem[] {
  const history = messages.map(({ role, text }): ChatHistoryItem => {
    switch (role) {
      case "system":
        return { type: "system", text };
      case "user":
        return { type: "user", text };
      case "assistant":
        return { type: "model", response: [text] };
    }
  });
  if (history.at(-1)?.type !== "model") history.push({ type: "model", response: [] });
  return history;
}
