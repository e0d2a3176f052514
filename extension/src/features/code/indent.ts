/** The white space that all lines with something in them begin with. */
export function commonIndent(lines: readonly string[]): string {
  let common: string | undefined;
  for (const line of lines) {
    if (line.trim() === "") continue;
    const own = indentOf(line);
    if (common === undefined) common = own;
    else {
      let same = 0;
      while (same < common.length && common[same] === own[same]) same++;
      common = common.slice(0, same);
    }
    if (common === "") break;
  }
  return common ?? "";
}

export const indentOf = (line: string): string => /^[ \t]*/.exec(line)?.[0] ?? "";

/** Takes what all lines are indented by from them, and gives them another indentation in its place. */
export function reindent(lines: readonly string[], from: string, to: string): string[] {
  if (from === to) return [...lines];
  return lines.map((line) => (line.trim() === "" ? line : line.startsWith(from) ? to + line.slice(from.length) : line));
}

export const splitLines = (text: string): string[] => text.split(/\r\n|\r|\n/);

/** The line end that most lines of a text have. */
export function lineEndOf(text: string): "\n" | "\r\n" {
  const all = text.split("\n").length - 1;
  const long = text.split("\r\n").length - 1;
  return long * 2 > all ? "\r\n" : "\n";
}
