import { t } from "../l10n";
import { Failure } from "../wire/failure";

/** The same direction with the length 1: then the product of two vectors is their nearness. */
export function normalised(vector: Float32Array): Float32Array {
  const length = Math.hypot(...vector);
  return length > 0 ? vector.map((number) => number / length) : vector;
}

export const textTooLong = (name: string, index: number, tokens: number, most: number) =>
  new Failure(t("Text {0} is longer than {1} takes at once.", index + 1, name), {
    kind: "contextTooLong",
    why: t(
      "It has {0} tokens and the model reads {1}. It would have to be cut, and its vector would stand for a part of it only.",
      tokens,
      most,
    ),
    fix: t("Split the text into shorter ones."),
    retryable: false,
  });
