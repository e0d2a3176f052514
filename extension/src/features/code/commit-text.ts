/** What a model needs for a commit message; a diff that is longer is cut, and said to be. */
const longestDiff = 48_000;

export const commitSystemPrompt =
  "You write Git commit messages. Answer with the message alone: a subject line of at most 72 characters in the imperative mood, and only where it is needed an empty line and a short body that says why. No quotes, no code fence, no explanation around it.";

export function commitQuestion(diff: string, earlier: readonly string[]): string {
  const cut = diff.length > longestDiff;
  const shown = cut ? `${diff.slice(0, longestDiff)}\n[The diff goes on; ${diff.length - longestDiff} characters are left out.]` : diff;
  const subjects = earlier.map((message) => message.split("\n")[0]?.trim() ?? "").filter((subject) => subject !== "");
  const style =
    subjects.length > 0
      ? `Earlier subjects in this repository, for the style only:\n${subjects.map((each) => `- ${each}`).join("\n")}\n\n`
      : "";
  return `${style}Write the commit message for these changes:\n\n${shown}`;
}

/** The message without what models put around it. */
export function commitMessage(answer: string): string {
  const inside = /^\s*(?:[^\n`]*:\s*\n+)?(`{3,})[^\n]*\n([^]*?)(?:\n\1[^]*)?$/.exec(answer)?.[2] ?? answer;
  const lines = inside
    .trim()
    .replace(/^(?:commit message|subject)\s*:\s*/i, "")
    .split("\n")
    .map((line) => line.trimEnd());
  const first = lines[0] ?? "";
  const bare = /^(["'`*]{1,3})(.*)\1$/.exec(first)?.[2];
  return [bare ?? first, ...lines.slice(1)].join("\n").trim();
}
