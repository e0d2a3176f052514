import { diffLines, type Hunk } from "./line-diff.js";

export type Mark = "same" | "removed" | "added" | "waiting";

export interface MarkedLine {
  text: string;
  mark: Mark;
}

/**
 * Old and new lines as they are shown: those that go before those that come.
 * @param ended false while more lines may come: old lines that the answer has not reached yet wait
 */
export function interleave(old: readonly string[], next: readonly string[], ended: boolean): MarkedLine[] {
  const shown: MarkedLine[] = [];
  const add = (lines: readonly string[], mark: Mark): void => {
    for (const text of lines) shown.push({ text, mark });
  };
  let at = 0;
  for (const { oldStart, oldEnd, newStart, newEnd } of diffLines(old, next)) {
    add(old.slice(at, oldStart), "same");
    const reached = ended || oldEnd < old.length || newEnd < next.length ? oldEnd : reachedBy({ oldStart, oldEnd, newStart, newEnd });
    add(old.slice(oldStart, reached), "removed");
    add(next.slice(newStart, newEnd), "added");
    add(old.slice(reached, oldEnd), "waiting");
    at = oldEnd;
  }
  add(old.slice(at), "same");
  return shown;
}

const reachedBy = ({ oldStart, oldEnd, newStart, newEnd }: Hunk): number => Math.min(oldEnd, oldStart + newEnd - newStart);

/** The lines that stay when all is accepted, or when all is rejected. */
export function settled(lines: readonly MarkedLine[], accepted: boolean): string[] {
  const goes: Mark = accepted ? "removed" : "added";
  return lines.filter(({ mark }) => mark !== goes).map(({ text }) => text);
}

/** The part of two lists that differs: what of the first is replaced by what of the second. */
export function changedPart(
  before: readonly string[],
  after: readonly string[],
): { start: number; end: number; lines: string[] } | undefined {
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start]) start++;
  let [end, until] = [before.length, after.length];
  while (end > start && until > start && before[end - 1] === after[until - 1]) {
    end--;
    until--;
  }
  return start === end && start === until ? undefined : { start, end, lines: after.slice(start, until) };
}
