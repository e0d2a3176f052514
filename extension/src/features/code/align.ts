import { isTrivial, similarity } from "./similar.js";

/** A line of the code that stands for a line of the file. */
export interface Pair {
  code: number;
  file: number;
  exact: boolean;
}

const gap = -0.3;
const leastSimilarity = 0.6;
const mostPairs = 4_000_000;

/**
 * Finds the lines of a file that the lines of a piece of code stand for: all of the code against any part of the file, in order, with the
 * least that is left out between.
 * @returns undefined where the search would take too long
 */
export function align(code: readonly string[], file: readonly string[]): Pair[] | undefined {
  if (code.length * file.length > mostPairs) return undefined;
  const width = file.length + 1;
  const scores = new Float64Array((code.length + 1) * width);
  const steps = new Uint8Array((code.length + 1) * width);
  const fileLines = file.map((line) => line.trim());
  for (let row = 1; row <= code.length; row++) {
    const line = (code[row - 1] ?? "").trim();
    const here = row * width;
    scores[here] = row * gap;
    steps[here] = up;
    for (let column = 1; column < width; column++) {
      const value = worth(line, fileLines[column - 1] ?? "");
      const both = value === 0 ? -Infinity : (scores[here - width + column - 1] ?? 0) + value;
      const onlyCode = (scores[here - width + column] ?? 0) + gap;
      // After the last line of the code the rest of the file is free.
      const onlyFile = (scores[here + column - 1] ?? 0) + (row === code.length ? 0 : gap);
      const best = Math.max(both, onlyCode, onlyFile);
      scores[here + column] = best;
      steps[here + column] = best === both ? diagonal : best === onlyCode ? up : left;
    }
  }
  const pairs: Pair[] = [];
  let [row, column] = [code.length, file.length];
  while (row > 0) {
    const step = steps[row * width + column];
    if (step === diagonal) {
      row--;
      column--;
      pairs.push({ code: row, file: column, exact: code[row]?.trim() === fileLines[column] });
    } else if (step === left) column--;
    else row--;
  }
  return pairs.reverse();
}

const [diagonal, up, left] = [1, 2, 3];

/** What it is worth that one line stands for the other; 0: it does not. */
function worth(code: string, file: string): number {
  if (code === file) return isTrivial(code) ? 0.4 : 2;
  if (isTrivial(code) || isTrivial(file)) return 0;
  const [shorter, longer] = code.length < file.length ? [code, file] : [file, code];
  if (longer.length > shorter.length * 3) return 0;
  const value = similarity(code, file);
  return value >= leastSimilarity ? value : 0;
}
