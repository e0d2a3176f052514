import { commonIndent, reindent, splitLines } from "./indent.js";

const fenceLine = /^\s{0,3}(`{3,}|~{3,})([^`]*)$/;

/** Words that begin a sentence about code, and no code. */
const talk =
  /^(?:sure|certainly|of course|here(?:'s|’s| is| are)|okay|ok\b|below|the (?:following|code|updated|edited)|i(?:'ve|’ve| have))\b/i;

interface Fence {
  line: number;
  mark: string;
}

/**
 * The code of an answer: what its fence holds where it has one, whatever is said around it; else the answer itself.
 * @param original what the code takes the place of; where it has fences itself, those of the answer's inside do not end it
 * @param ended false while more may come: a line that has not ended yet, and talk before a fence, are held back
 */
export function unwrap(answer: string, original: string, ended: boolean): string[] {
  const all = splitLines(answer);
  const lines = ended ? all : all.slice(0, -1);
  const opening = firstFence(lines);
  const inside = opening ? lines.slice(opening.line + 1, closingLine(lines, opening, original)) : bare(lines, ended);
  return asIndented(withoutBlankEnds(inside, original), splitLines(original));
}

function firstFence(lines: readonly string[]): Fence | undefined {
  for (const [line, text] of lines.entries()) {
    const mark = fenceLine.exec(text)?.[1];
    if (mark !== undefined) return { line, mark };
  }
  return undefined;
}

function closingLine(lines: readonly string[], { line, mark }: Fence, original: string): number {
  const closes = (text: string): boolean => {
    const found = fenceLine.exec(text);
    return found?.[1]?.startsWith(mark) === true && found[2]?.trim() === "";
  };
  const hasFences = splitLines(original).some((text) => fenceLine.test(text));
  const at = hasFences
    ? lines.findLastIndex((text, index) => index > line && closes(text))
    : lines.findIndex((text, index) => index > line && closes(text));
  return at < 0 ? lines.length : at;
}

function bare(lines: readonly string[], ended: boolean): readonly string[] {
  const first = lines.find((line) => line.trim() !== "");
  return !ended && first !== undefined && (talk.test(first.trim()) || first.trimEnd().endsWith(":")) ? [] : lines;
}

/** Empty lines at the ends belong to the answer, unless the original has them too. */
function withoutBlankEnds(lines: readonly string[], original: string): readonly string[] {
  const own = splitLines(original);
  const isBlank = (line: string | undefined): boolean => line?.trim() === "";
  let [from, to] = [0, lines.length];
  if (!isBlank(own[0])) while (from < to && isBlank(lines[from])) from++;
  if (!isBlank(own.at(-1))) while (to > from && isBlank(lines[to - 1])) to--;
  return lines.slice(from, to);
}

/** Models like to begin at the margin: the code gets back the indentation that all of the original has. */
function asIndented(lines: readonly string[], original: readonly string[]): string[] {
  const wanted = commonIndent(original);
  const has = commonIndent(lines);
  return wanted.startsWith(has) ? reindent(lines, has, wanted) : [...lines];
}
