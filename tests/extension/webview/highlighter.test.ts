import { expect, test } from "vitest";
import { CodeLines } from "../../../extension/webviews/chat/markdown/code-lines.js";
import { GrowingCode, loadLanguage, type ColouredChunk } from "../../../extension/webviews/chat/markdown/highlighter.js";

const source = Array.from({ length: 90 }, (_, index) =>
  index % 30 === 5 ? "/* a comment" : index % 30 === 25 ? "that ends */" : `const word${index} = "text ${index}"; // end`,
).join("\n");

const drain = (growing: GrowingCode, lines: CodeLines, code: string): void => {
  const chunks = lines.update(code);
  let steps = 0;
  while (growing.next(chunks)) if (++steps > 1_000) throw new Error("It does not end.");
};

const words = (coloured: readonly ColouredChunk[]) =>
  coloured.flatMap(({ lines }) => lines.map((line) => line.map(({ content, color }) => `${content}${color}`).join("|")));

test.each([1, 13, 200, 10_000])("Code that comes %i characters at a time has the colours of the whole", async (step) => {
  await loadLanguage("typescript");
  const whole = new GrowingCode("typescript");
  drain(whole, new CodeLines(), source);
  const [growing, lines] = [new GrowingCode("typescript"), new CodeLines()];
  for (let end = step; end < source.length + step; end += step) drain(growing, lines, source.slice(0, end));
  expect(growing.coloured.map(({ text }) => text).join("")).toBe(source);
  expect(words(growing.coloured)).toEqual(words(whole.coloured));
  expect(words(whole.coloured)).toHaveLength(90);
  expect(
    new Set(
      words(whole.coloured)
        .slice(6, 25)
        .map((line) => line.split("--")[1]),
    ).size,
  ).toBe(1);
});

test("Chunks that are full stay the same objects, and other code begins anew", () => {
  const lines = new CodeLines();
  const [first] = lines.update(source);
  const again = lines.update(`${source}\nmore`);
  expect(again[0]).toBe(first);
  expect(again.map(({ text }) => text).join("")).toBe(`${source}\nmore`);
  expect(lines.update("other").map(({ text }) => text)).toEqual(["other"]);
});
