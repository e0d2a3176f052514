import { expect, test } from "vitest";
import { parse } from "../../../extension/webviews/chat/markdown/parse.js";
import { SectionScanner, type Section } from "../../../extension/webviews/chat/markdown/sections.js";
import { BlockSplitter } from "../../../extension/webviews/chat/markdown/split.js";

const withoutPositions = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value, (key, inner: unknown) => (["position", "data", "line"].includes(key) ? undefined : inner)));

const blocksOf = ({ text, open, definitions, tableBefore, listStart }: Section) =>
  new BlockSplitter().update(text, !open, { definitions, tableHead: tableBefore?.head ?? "", listStart }).map(({ node }) => node);

/** Sections of a text that comes so many characters at a time. */
function scan(
  text: string,
  { step = 5, length = 1, longest = 2 * length }: { step?: number; length?: number; longest?: number } = {},
): readonly Section[] {
  const scanner = new SectionScanner(length, longest);
  for (let end = 0; end < text.length; end += step) {
    const sections = scanner.update(text.slice(0, end), false);
    expect(sections.map((section) => section.text).join("")).toBe(text.slice(0, end));
  }
  return scanner.update(text, true);
}

const alike = [
  "# One\n\ntext\n\n## Two\n\n- a\n- b\n\n  more of b\n\ntext after\n\n> quote\n\n***\n\nlast\n---\n",
  "1. one\n\n   ```js\n   a\n\n   b\n   ```\n\n2. two\n\nafter\n",
  "```\n# no heading\n\ntext\n```\n\n# Heading\n\n~~~\n```\n\n# none\n~~~\nend\n\nend\n",
  "- item\n\n      code in it\n\nparagraph\n\n    code\n\n    more code\n\nparagraph\n",
  "<!--\n\n# hidden\n\n-->\n\ntext\n\n<pre>\n\n# raw\n\n</pre>\n\n# Shown\n",
  "<div>\n\n# Heading\n\n</div>\n",
  "| a | b |\n|---|---|\n| 1 | 2 |\n\nafter\n\n| c |\n|---|\n",
  "Title\n=====\n\ntext\n\nOther\n---\n\ntext\n",
  "* * *\n\n- - -\n\n+ a\n\n* b\n\n1) c\n\n2. d\n",
  "```js `not a fence\n\n# Heading\n\n```\n\n# none",
  "See [the page][1], and [again][One Two].\n\nMore.\n\n[1]: https://example.org\n\n[one two]: <https://example.com> 'title'\n\n# End\n\n[1]\n",
];

test.each(alike)("Cut wherever it may be, %j reads as it does in one piece", (text) => {
  for (const step of [1, 7, 1000]) {
    const blocks = scan(text, { step, longest: Infinity }).flatMap(blocksOf);
    expect(withoutPositions(blocks)).toEqual(withoutPositions(parse(text).children));
  }
});

test("A note is found by a mark that stands far before it", () => {
  const sections = scan("Text[^a] here.\n\n# Other\n\nwords\n\n[^a]: The note.\n");
  expect(JSON.stringify(sections.flatMap(blocksOf))).toMatch(/footnoteReference.*footnoteDefinition/);
});

test("Finished sections stay the same objects while the text grows", () => {
  const scanner = new SectionScanner(10);
  const first = scanner.update("# One\n\nwords and words\n\n# Two\n", false);
  const after = scanner.update("# One\n\nwords and words\n\n# Two\n\nmore words\n\n# Three\n", false);
  expect(first).toHaveLength(2);
  expect(after).toHaveLength(3);
  expect(after[0]).toBe(first[0]);
});

test("A long list goes on with its number in the next section", () => {
  const text = Array.from({ length: 400 }, (_, index) => `${index === 0 ? 7 : 1}. item ${index}\n`).join("");
  const sections = scan(text, { step: 500, length: 500 });
  expect(sections.length).toBeGreaterThan(4);
  let number = 7;
  for (const list of sections.flatMap(blocksOf)) {
    if (list.type !== "list") throw new Error("Not a list");
    expect(list.start).toBe(number);
    number += list.children.length;
  }
  expect(number).toBe(407);
});

test("A long table goes on with its columns in the next section", () => {
  const text = `| a | b |\n|---|--:|\n${Array.from({ length: 400 }, (_, index) => `| row ${index} | **${index}** |\n`).join("")}`;
  const sections = scan(text, { step: 500, length: 500 });
  const tables = sections.flatMap(blocksOf);
  expect(sections.length).toBeGreaterThan(4);
  expect(tables.every(({ type }) => type === "table")).toBe(true);
  expect(tables.reduce((sum, table) => sum + ("children" in table ? table.children.length - 1 : 0), 0)).toBe(400);
  const columns = sections.slice(1).map(({ tableBefore }) => tableBefore?.columns);
  expect(columns.every((each) => each === columns[0])).toBe(true);
  expect(sections[0]?.tableAfter?.columns).toBe(columns[0]);
});

test("A formula in lines of its own is a section, and one without an end is text", () => {
  const [before, formula, after] = scan("Look:\n$$\nx\n\n+ y\n$$\nAnd on.\n");
  expect([before?.kind, formula?.kind, after?.kind]).toEqual(["markdown", "math", "markdown"]);
  expect(scan("\\[\n x^2\n\\]").map(({ kind }) => kind)).toEqual(["math"]);
  expect(scan("$$\nx").map(({ kind }) => kind)).toEqual(["markdown"]);
});

const inline = (text: string): string[] => {
  const [paragraph] = parse(text).children;
  if (paragraph?.type !== "paragraph") throw new Error("Not a paragraph");
  return paragraph.children.map((node) => (node.type === "inlineMath" ? `${node.display ? "display" : "math"}:${node.value}` : node.type));
};

test.each([
  ["It costs $5 and $10.", ["text"]],
  ["$5-$10 or US$3 to US$4", ["text"]],
  ["from $20,000 to $30,000 a year", ["text"]],
  ["$HOME and $PATH", ["text"]],
  ["the \\$x\\$ sign", ["text"]],
  ["$x$", ["math:x"]],
  ["where $a_1 + b_1$, and $E=mc^2$.", ["text", "math:a_1 + b_1", "text", "math:E=mc^2", "text"]],
  ["$$x$$", ["display:x"]],
  ["$\\$5$", ["math:\\$5"]],
  ["\\(a*b*c\\) and \\[d\\]", ["math:a*b*c", "text", "display:d"]],
  ["\\(never closed", ["text"]],
  ["`$x$`", ["inlineCode"]],
  ["$$\na\n\\\\ b\n$$", ["display:\na\n\\\\ b\n"]],
  ["\\[\\frac{1}{2}\\]", ["display:\\frac{1}{2}"]],
])("Formulas in %j", (text, expected) => {
  expect(inline(text).map((each) => each.replace(/:\n*([^]*?)\n*$/, ":$1"))).toEqual(
    expected.map((each) => each.replace(/:\n*([^]*?)\n*$/, ":$1")),
  );
});
