/** Lines that stand for other lines; where nothing stands on one side, they were removed or added. */
export interface Hunk {
  /** Index of the first line of the old text. */
  oldStart: number;
  oldEnd: number;
  newStart: number;
  newEnd: number;
}

/** Beyond so many pairs of lines the middle is one hunk: a search would be felt. */
const mostPairs = 4_000_000;

/** What differs between two texts, by lines; the longest common lines stay. */
export function diffLines(old: readonly string[], next: readonly string[]): Hunk[] {
  let start = 0;
  while (start < old.length && start < next.length && old[start] === next[start]) start++;
  let oldEnd = old.length;
  let newEnd = next.length;
  while (oldEnd > start && newEnd > start && old[oldEnd - 1] === next[newEnd - 1]) {
    oldEnd--;
    newEnd--;
  }
  if (start === oldEnd && start === newEnd) return [];
  if (start === oldEnd || start === newEnd || (oldEnd - start) * (newEnd - start) > mostPairs)
    return [{ oldStart: start, oldEnd, newStart: start, newEnd }];
  return search(old, next, start, oldEnd, newEnd);
}

function search(old: readonly string[], next: readonly string[], start: number, oldEnd: number, newEnd: number): Hunk[] {
  const height = oldEnd - start;
  const width = newEnd - start + 1;
  // The length of the longest common part of what follows, for each pair of places.
  const common = new Uint32Array((height + 1) * width);
  const at = (row: number, column: number): number => common[row * width + column] ?? 0;
  for (let row = height - 1; row >= 0; row--)
    for (let column = width - 2; column >= 0; column--)
      common[row * width + column] =
        old[start + row] === next[start + column] ? at(row + 1, column + 1) + 1 : Math.max(at(row + 1, column), at(row, column + 1));

  const hunks: Hunk[] = [];
  let [row, column] = [0, 0];
  while (row < height || column < width - 1) {
    if (row < height && column < width - 1 && old[start + row] === next[start + column]) {
      row++;
      column++;
      continue;
    }
    const [oldStart, newStart] = [start + row, start + column];
    while ((row < height || column < width - 1) && !(row < height && column < width - 1 && old[start + row] === next[start + column])) {
      if (column >= width - 1 || (row < height && at(row + 1, column) >= at(row, column + 1))) row++;
      else column++;
    }
    hunks.push({ oldStart, oldEnd: start + row, newStart, newEnd: start + column });
  }
  return hunks;
}
