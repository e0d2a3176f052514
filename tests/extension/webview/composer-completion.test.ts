import { expect, test } from "vitest";
import { promptText, triggerAt } from "../../../extension/webviews/chat/composer/trigger.js";
import { estimateTokens, tokensOf } from "../../../extension/webviews/chat/state/tokens.js";
import { fuzzyScore } from "../../../extension/src/features/chat/context-items.js";
import { longestContext, wholeText } from "../../../extension/src/features/chat/parts.js";

test.each([
  ["@", 1, { kind: "context", query: "", start: 0 }],
  ["look at @src/ser", 16, { kind: "context", query: "src/ser", start: 8 }],
  ["a\n@git", 6, { kind: "context", query: "git", start: 2 }],
  ["@git and more", 4, { kind: "context", query: "git", start: 0 }],
  ["/rev", 4, { kind: "prompt", query: "rev", start: 0 }],
  ["/", 1, { kind: "prompt", query: "", start: 0 }],
  ["mail@example.org", 16, undefined],
  ["either/or", 9, undefined],
  ["@git and", 8, undefined],
  ["", 0, undefined],
])("%j with the caret at %i completes %j", (text, caret, expected) => {
  expect(triggerAt(text, caret)).toEqual(expected);
});

test("A prompt stands in the composer as it is sent, the caret where the user adds something", () => {
  expect(promptText("Review {{selection}} of {{file}}. {{input}} Be brief.")).toEqual({
    text: "Review  of the attached file.  Be brief.",
    caret: 30,
    needsSelection: true,
  });
  expect(promptText("Be brief.")).toEqual({ text: "Be brief.", caret: 9, needsSelection: false });
});

test("A file whose name begins with what was typed comes before one that only has its letters", () => {
  const score = (path: string) => fuzzyScore(path, "serv") ?? -Infinity;
  const paths = ["src/observer.ts", "docs/set-every.md", "src/server.ts", "server/readme.md", "src/other.ts"];
  expect(paths.sort((a, b) => score(b) - score(a))).toEqual([
    ...["src/server.ts", "src/observer.ts", "server/readme.md", "docs/set-every.md", "src/other.ts"],
  ]);
  expect(fuzzyScore("src/other.ts", "serv")).toBeUndefined();
});

test("What is attached as a whole says so, and what is too long for any model says what is missing", () => {
  expect(wholeText("a.txt", "plaintext", "one\ntwo")).toMatchObject({ startLine: 1, endLine: 2, whole: true });
  const cut = wholeText("big.txt", "plaintext", "x".repeat(longestContext + 5));
  expect(cut.text.endsWith("[… 5 more characters]")).toBe(true);
});

test("Tokens are guessed by the bytes of the text", () => {
  expect(estimateTokens("")).toBe(0);
  expect(estimateTokens("12345")).toBe(2);
  expect(estimateTokens("日本")).toBe(2);
  expect(tokensOf({ kind: "image", mediaType: "image/png" })).toBe(1000);
});
