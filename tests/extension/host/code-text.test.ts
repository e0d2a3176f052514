import { expect, test } from "vitest";
import { diffLines } from "../../../extension/src/features/code/line-diff.js";
import { changedPart, interleave, settled } from "../../../extension/src/features/code/interleave.js";
import { commitMessage, commitQuestion } from "../../../extension/src/features/code/commit-text.js";
import { asksForInput, editorActions, fillPrompt, withProblems } from "../../../extension/src/features/code/actions.js";
import { asTyped, commandText, isShell, shellName, takesPaste } from "../../../extension/src/features/code/shell-text.js";
import { unwrap } from "../../../extension/src/features/code/unwrap.js";

const original = "  let a = 1;\n  let b = 2;";
const edited = ["  let a = 10;", "  let b = 2;"];

test.each([
  ["bare", "  let a = 10;\n  let b = 2;"],
  ["in a fence", "```js\n  let a = 10;\n  let b = 2;\n```"],
  ["with talk around it", "Here is the edited code:\n\n```js\n  let a = 10;\n  let b = 2;\n```\n\nI changed `a`.\n```\nmore\n```"],
  ["at the margin", "```\nlet a = 10;\nlet b = 2;\n```"],
  ["with empty lines at its ends", "\n\n  let a = 10;\n  let b = 2;\n\n"],
  ["in a fence that never ends", "~~~js\n  let a = 10;\n  let b = 2;"],
  ["with other line ends", "```js\r\n  let a = 10;\r\n  let b = 2;\r\n```"],
])("The code of an answer is found: %s", (_, answer) => {
  expect(unwrap(answer, original, true)).toEqual(edited);
});

test("Fences inside of text that has some do not end it", () => {
  expect(unwrap("````md\n# A\n```js\nlet b;\n```\nend\n````", "# A\n```js\nlet a;\n```\nend", true)).toEqual([
    "# A",
    "```js",
    "let b;",
    "```",
    "end",
  ]);
});

test("While it streams, an unfinished line and talk before the fence are held back", () => {
  expect(unwrap("Here is the code:\n\n", original, false)).toEqual([]);
  expect(unwrap("Here is the code:\n```js\n  let a = 10;\n  let", original, false)).toEqual(["  let a = 10;"]);
  expect(unwrap("```js\n  let a = 10;\n``", original, false)).toEqual(["  let a = 10;"]);
});

test("An answer of nothing takes all away", () => {
  expect(unwrap("```\n```", original, true)).toEqual([]);
});

test("A diff holds what differs and no more", () => {
  expect(diffLines(["a", "b", "c"], ["a", "c"])).toEqual([{ oldStart: 1, oldEnd: 2, newStart: 1, newEnd: 1 }]);
  expect(diffLines(["a", "b", "c", "d"], ["a", "x", "c", "y", "d"])).toEqual([
    { oldStart: 1, oldEnd: 2, newStart: 1, newEnd: 2 },
    { oldStart: 3, oldEnd: 3, newStart: 3, newEnd: 4 },
  ]);
  expect(diffLines(["a"], ["a"])).toEqual([]);
});

const marks = (old: string, next: string, ended: boolean): string =>
  interleave(Array.from(old), Array.from(next), ended)
    .map(({ text, mark }) => ({ same: " ", removed: "-", added: "+", waiting: "?" })[mark] + text)
    .join("");

test("Old lines stand before the new ones, and wait until the answer has reached them", () => {
  expect(marks("abcd", "axcd", true)).toBe(" a-b+x c d");
  expect(marks("abcd", "ax", false)).toBe(" a-b+x?c?d");
  expect(marks("abcd", "", false)).toBe("?a?b?c?d");
  expect(marks("abcd", "a", true)).toBe(" a-b-c-d");
});

test("Whatever is shown, accepting gives the new lines and rejecting the old ones", () => {
  // Every pair of short texts over three letters.
  const texts = [""].concat(
    ...[1, 2, 3, 4].map((length) => Array.from({ length: 3 ** length }, (_, n) => n.toString(3).padStart(length, "0"))),
  );
  for (const old of texts)
    for (const next of texts) {
      const shown = interleave(Array.from(old), Array.from(next), true);
      expect(settled(shown, true).join("")).toBe(next);
      expect(settled(shown, false).join("")).toBe(old);
      expect(settled(interleave(Array.from(old), Array.from(next), false), false).join("")).toBe(old);
    }
});

test("Only the part of two lists that differs is written", () => {
  expect(changedPart(["a", "b", "c"], ["a", "x", "y", "c"])).toEqual({ start: 1, end: 2, lines: ["x", "y"] });
  expect(changedPart(["a", "b"], ["a", "b"])).toBeUndefined();
  expect(changedPart(["a", "a"], ["a"])).toEqual({ start: 1, end: 2, lines: [] });
});

test("Actions of the editor have each their own id and say what they want in full", () => {
  expect(new Set(editorActions.map(({ id }) => id)).size).toBe(editorActions.length);
  for (const { question } of editorActions) expect(question()).toMatch(/^.{60,}\.$/);
});

test("A question to fix code has what the editor reports, in a line each", () => {
  const asked = withProblems("Fix it.", [{ line: 3, severity: "error", message: "x is\n not defined", source: "ts" }]);
  expect(asked).toBe("Fix it.\n\nThe editor reports:\n- line 3, error (ts): x is not defined");
  expect(withProblems("Fix it.", [])).toBe("Fix it.");
  const many = Array.from({ length: 60 }, (_, line) => ({ line, severity: "note" as const, message: "m" }));
  expect(withProblems("Fix it.", many).split("\n").at(-1)).toBe("- and 10 more");
});

test("The places of a prompt are filled in once, also where what is filled in holds places", () => {
  const parts = { selection: "a {{input}}\n```\n", languageId: "md", file: "a.md", input: "$& more" };
  expect(fillPrompt("Look at {{ file }}: {{selection}} {{input}} {{other}}", parts)).toBe(
    "Look at a.md: ````md\na {{input}}\n```\n```` $& more {{other}}",
  );
  expect([asksForInput("x {{ input }}"), asksForInput("x {{selection}}")]).toEqual([true, false]);
});

test.each([
  ["Add a cart", "Add a cart"],
  ["```\nAdd a cart\n\nIt was missing.\n```", "Add a cart\n\nIt was missing."],
  ["Here is the message:\n\n```text\nAdd a cart\n```\nGood?", "Add a cart"],
  ['"Add a cart"', "Add a cart"],
  ["Commit message: Add a cart  ", "Add a cart"],
  ["```\nAdd a c", "Add a c"],
])("A commit message is bare: %j", (answer, expected) => {
  expect(commitMessage(answer)).toBe(expected);
});

test("A long diff is cut, and that is said", () => {
  const asked = commitQuestion("d".repeat(50_000), ["Fix it\n\nbody"]);
  expect(asked).toContain("- Fix it\n");
  expect(asked).not.toContain("body");
  expect(asked).toMatch(/2000 characters are left out\.\]$/);
});

test("What is run is what is shown: control characters and the prompts of a transcript are left out", () => {
  expect(commandText("$ npm ci\r\n$ npm test\n")).toBe("npm ci\nnpm test");
  expect(commandText("echo $HOME\n$ ls")).toBe("echo $HOME\n$ ls");
  expect(commandText("ls \u001b[201~\u202erm\u0007")).toBe("ls [201~rm");
});

test("Several lines are one paste in shells that know it, and one line is typed", () => {
  expect(asTyped("a\nb\n", true)).toBe("\u001b[200~a\nb\u001b[201~");
  expect(asTyped("a\nb", false)).toBe("a\nb");
  expect(asTyped("a", true)).toBe("a");
  expect([takesPaste("bash", "linux"), takesPaste("bash", "darwin"), takesPaste("zsh", "darwin"), takesPaste("pwsh", "win32")]).toEqual([
    ...[true, false, true, false],
  ]);
  expect([shellName("/usr/bin/zsh"), shellName("C:\\Windows\\System32\\cmd.exe")]).toEqual(["zsh", "cmd"]);
  expect([isShell("bash"), isShell("python")]).toEqual([true, false]);
});
