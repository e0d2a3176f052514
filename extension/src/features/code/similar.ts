/** Brackets, ends of blocks and empty lines stand everywhere: they tell no place. */
export const isTrivial = (line: string): boolean =>
  !/[\p{L}\p{N}]{2}/u.test(line) || /^\s*(?:end|else|fi|done|esac|pass|return)\b\W*$/.test(line);

const words = (line: string): string[] => line.match(/[\p{L}\p{N}_$]+/gu) ?? [];

/** How much of two lines is the same words, from 0 to 1. */
export function similarity(one: string, other: string): number {
  const [a, b] = [words(one), words(other)];
  if (a.length === 0 || b.length === 0) return 0;
  const left = new Map<string, number>();
  for (const word of a) left.set(word, (left.get(word) ?? 0) + 1);
  let same = 0;
  for (const word of b) {
    const count = left.get(word) ?? 0;
    if (count === 0) continue;
    left.set(word, count - 1);
    same++;
  }
  return (2 * same) / (a.length + b.length);
}
