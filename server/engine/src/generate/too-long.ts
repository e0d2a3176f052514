import { t } from "../l10n";
import { Failure } from "../wire/failure";

/** @param trained the longest window that the model takes */
export const tooLong = (tokens: number, window: number, trained: number) =>
  new Failure(t("The conversation does not fit into the context window of the model."), {
    kind: "contextTooLong",
    why: t("It takes {0} tokens and the window holds {1}, the answer included.", tokens, window),
    fix:
      window < trained
        ? t("Start a new chat, shorten what you send, or allow a longer window: the model takes up to {0} tokens.", trained)
        : t("Start a new chat, shorten what you send, or choose a model with a longer window."),
    retryable: false,
  });
