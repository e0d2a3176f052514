import { commonIndent, indentOf, lineEndOf, reindent, splitLines } from "./indent.js";
import { align, type Pair } from "./align.js";
import { isTrivial, similarity } from "./similar.js";

/** A line by which a model leaves out what stays as it is: `// ... existing code ...`. */
const omission =
  /^\s*(?:\/\/|#|--|;|%|\/\*|<!--|\{\/\*)?\s*(?:\.{3}|…)(?:\s*(?:\([^)]*\)|[\p{L}\s'’-]*)\s*(?:\.{3}|…)?)?\s*(?:\*\/\}?|-->)?\s*$/u;

/**
 * Puts a piece of code where it belongs in a file: in place of all of it where it is a whole file, else in place of the lines that it is
 * another form of.
 * @returns the new text of the file; undefined where no place is found
 */
export function place(file: string, code: string): string | undefined {
  const end = lineEndOf(file);
  const codeLines = trimmed(splitLines(code));
  if (file.trim() === "") return codeLines.join(end) + end;
  const fileLines = splitLines(file);
  const last = fileLines.at(-1) === "" ? fileLines.pop() : undefined;
  const lines = isWhole(fileLines, codeLines) ? codeLines : placeParts(fileLines, codeLines);
  return lines && [...lines, ...(last === undefined ? [] : [last])].join(end);
}

function trimmed(lines: string[]): string[] {
  const from = lines.findIndex((line) => line.trim() !== "");
  const to = lines.findLastIndex((line) => line.trim() !== "");
  return lines.slice(Math.max(from, 0), to + 1);
}

/** Whether code is a whole file: it begins and ends as the file does, or most of the file is in it. */
function isWhole(file: readonly string[], code: readonly string[]): boolean {
  if (code.some((line) => omission.test(line))) return false;
  const said = (lines: readonly string[]): string[] => lines.map((line) => line.trim()).filter((line) => line !== "");
  const [inFile, inCode] = [said(file), said(code)];
  if (inFile[0] === inCode[0] && inFile.at(-1) === inCode.at(-1) && inCode.length * 2 >= inFile.length && !isTrivial(inCode[0] ?? ""))
    return true;
  const there = new Set(inCode);
  const telling = inFile.filter((line) => !isTrivial(line));
  const kept = telling.filter((line) => there.has(line)).length;
  return telling.length > 0 && kept * 3 >= telling.length * 2 && inCode.length * 10 >= inFile.length * 7;
}

function placeParts(file: readonly string[], code: readonly string[]): string[] | undefined {
  const parts: string[][] = [[]];
  for (const line of code) {
    if (omission.test(line)) parts.push([]);
    else parts.at(-1)?.push(line);
  }
  const result: string[] = [];
  let from = 0;
  for (const part of parts.map(trimmed).filter((lines) => lines.length > 0)) {
    const rest = file.slice(from);
    const range = rangeOf(rest, part);
    if (!range) return undefined;
    result.push(...rest.slice(0, range.start), ...inIndent(rest, part, range));
    from += range.end;
  }
  return [...result, ...file.slice(from)];
}

interface Range {
  start: number;
  end: number;
  pair: Pair;
}

function rangeOf(file: readonly string[], code: readonly string[]): Range | undefined {
  const block = wholeBlock(file, code);
  if (block) return block;
  const pairs = align(code, file);
  const telling = pairs?.filter(({ code: line, exact }) => exact && !isTrivial(code[line] ?? ""));
  const pair = telling?.[0];
  const [first, last] = [pairs?.[0], pairs?.at(-1)];
  if (!pair || !first || !last) return undefined;
  return { start: first.file, end: last.file + 1, pair };
}

/** Code that is one block (a function, a class) takes the place of the block that begins like it, however its inside changed. */
function wholeBlock(file: readonly string[], code: readonly string[]): Range | undefined {
  if (code.length < 2 || blockEnd(code, 0) !== code.length) return undefined;
  const head = code[0] ?? "";
  let best: { line: number; value: number } | undefined;
  file.forEach((line, at) => {
    const value =
      line.trim() === head.trim() ? 2 : headName(line) !== undefined && headName(line) === headName(head) ? similarity(line, head) : 0;
    if (value > 0.4 && value > (best?.value ?? 0) && blockEnd(file, at) > at + 1) best = { line: at, value };
  });
  if (!best || isTrivial(head)) return undefined;
  return { start: best.line, end: blockEnd(file, best.line), pair: { code: 0, file: best.line, exact: best.value === 2 } };
}

/** What a line declares: the name before its first bracket, or after the word that declares. */
function headName(line: string): string | undefined {
  return (
    /\b(?:class|interface|enum|struct|record|trait|type|module|namespace)\s+([\p{L}\p{N}_$]+)/u.exec(line)?.[1] ??
    /([\p{L}\p{N}_$]+)\s*[<(=]/u.exec(line)?.[1]
  );
}

/** Where the block that begins with a line ends: with the line that closes it, else before the next one that is indented as little. */
function blockEnd(lines: readonly string[], start: number): number {
  const own = indentOf(lines[start] ?? "").length;
  let end = start + 1;
  for (let at = start + 1; at < lines.length; at++) {
    const line = lines[at] ?? "";
    if (line.trim() === "") continue;
    const indent = indentOf(line).length;
    if (indent < own) break;
    if (indent > own) {
      end = at + 1;
      continue;
    }
    // A bracket that opens on a line of its own, as C# has it, or one that closes.
    if (/^\s*\{\s*$/.test(line) && end === start + 1) end = at + 1;
    else if (/^\s*(?:[\])}]|end\b)/.test(line)) {
      end = at + 1;
      if (!/[{([]\s*$|\belse\b|\bcatch\b|\bfinally\b/.test(line)) break;
    } else break;
  }
  return end;
}

/** The code as deeply indented as what it takes the place of. */
function inIndent(file: readonly string[], code: readonly string[], { pair }: Range): string[] {
  const wanted = indentOf(file[pair.file] ?? "");
  const has = indentOf(code[pair.code] ?? "");
  const common = commonIndent(code);
  if (wanted === has || !has.startsWith(common)) return [...code];
  const deeper = has.slice(common.length);
  return wanted.endsWith(deeper) ? reindent(code, common, wanted.slice(0, wanted.length - deeper.length)) : [...code];
}
