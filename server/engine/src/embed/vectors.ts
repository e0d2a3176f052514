import { Failure } from "../wire/failure";

/** The same direction with the length 1: then the product of two vectors is their nearness. */
export function normalised(vector: Float32Array): Float32Array {
  const length = Math.hypot(...vector);
  return length > 0 ? vector.map((number) => number / length) : vector;
}

export const textTooLong = (name: string, index: number, tokens: number, most: number) =>
  new Failure(`Text ${index + 1} is longer than ${name} takes at once.`, {
    kind: "contextTooLong",
    why: `It has ${tokens} tokens and the model reads ${most}. It would have to be cut, and its vector would stand for a part of it only.`,
    fix: "Split the text into shorter ones.",
    retryable: false,
  });
