import { expect, test } from "vitest";
import { withoutMarks } from "../../../extension/webviews/chat/shell/format.js";

test.each([
  ["## A \uE000heading\uE001 and `code`", "A \uE000heading\uE001 and code"],
  ["… it is **\uE000bold\uE001**, ~~gone~~ and __so on__ …", "… it is \uE000bold\uE001, gone and so on …"],
  ["see [the \uE000docs\uE001](https://example.org/a) and ![a picture](data:x", "see the \uE000docs\uE001 and a picture"],
  ["- one\n  * two\n3. \uE000three\uE001\n> - four", "one\ntwo\n\uE000three\uE001\nfour"],
  ["| a | \uE000b\uE001 |\n|---|:-:|\n| 1 | 2 |", "a \uE000b\uE001\n\n1 2"],
  ["```ts\nlet a = b || c;\n```", "\nlet a = b || c;\n"],
  ["2 * 3 - 1 = 5, snake_case, a_b_c", "2 * 3 - 1 = 5, snake_case, a_b_c"],
])("%j is listed by its words", (text, words) => {
  expect(withoutMarks(text)).toBe(words);
});

test("A long run of marks takes no time", () => {
  const started = performance.now();
  for (const mark of ["-", "|", "[", "`", "> ", "| -"]) withoutMarks(mark.repeat(5000));
  expect(performance.now() - started).toBeLessThan(1000);
});
