import { Failure } from "../wire/failure";

/** @param trained the longest window that the model takes */
export const tooLong = (tokens: number, window: number, trained: number) =>
  new Failure("The conversation does not fit into the context window of the model.", {
    kind: "contextTooLong",
    why: `It takes ${tokens} tokens and the window holds ${window}, the answer included.`,
    fix:
      window < trained
        ? `Start a new chat, shorten what you send, or allow a longer window: the model takes up to ${trained} tokens.`
        : "Start a new chat, shorten what you send, or choose a model with a longer window.",
    retryable: false,
  });
