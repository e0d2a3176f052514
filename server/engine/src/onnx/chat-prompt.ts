import type { PreTrainedTokenizer } from "@huggingface/transformers";
import type { EngineMessage } from "../../../../shared-protocol/generated/protocol";

export interface Prompt {
  readonly tokens: number[];
  /** The template has begun the thinking already. */
  readonly thinkingOpened: boolean;
}

/** Makes tokens of a conversation by the model's own template; a model without one goes on with the text. */
export function toPrompt(tokenizer: PreTrainedTokenizer, messages: readonly EngineMessage[]): Prompt {
  if (!tokenizer.chat_template) {
    return { tokens: encode(tokenizer, messages.map(({ text }) => text).join("\n"), true), thinkingOpened: false };
  }
  const last = messages.at(-1);
  // An answer that has been begun goes on: it follows the opening of the answer.
  const begun = last?.role === "assistant" ? last.text : "";
  const finished = (last?.role === "assistant" ? messages.slice(0, -1) : messages).map(({ role, text }) => ({ role, content: text }));
  const opening = tokenizer.apply_chat_template(finished, { add_generation_prompt: true, tokenize: false });
  return {
    tokens: encode(tokenizer, opening + begun, false),
    thinkingOpened: /<think>\s*$/.test(opening) && !begun.includes("</think>"),
  };
}

const encode = (tokenizer: PreTrainedTokenizer, text: string, special: boolean) => tokenizer.encode(text, { add_special_tokens: special });
