import {
  ChatWrapper,
  LlamaText,
  SpecialToken,
  type ChatWrapperGenerateContextStateOptions,
  type ChatWrapperGeneratedContextState,
} from "node-llama-cpp";

/** For a base model, which was never taught a chat: it goes on with the text. */
export class TextCompletion extends ChatWrapper {
  override readonly wrapperName = "TextCompletion";

  override generateContextState({ chatHistory }: ChatWrapperGenerateContextStateOptions): ChatWrapperGeneratedContextState {
    const texts = chatHistory.map((item) =>
      item.type === "model"
        ? item.response.filter((part) => typeof part === "string").join("")
        : LlamaText.fromJSON(asText(item.text)).toString(),
    );
    return {
      contextText: LlamaText([new SpecialToken("BOS"), texts.filter((text) => text !== "").join("\n")]),
      stopGenerationTriggers: [LlamaText(new SpecialToken("EOS"))],
    };
  }
}

const asText = (text: Parameters<typeof LlamaText.fromJSON>[0] | string) => (typeof text === "string" ? [text] : text);
