import { expect, test, vi } from "vitest";
import { parse } from "../../../extension/webviews/chat/markdown/parse.js";
import { BlockSplitter, type Block } from "../../../extension/webviews/chat/markdown/split.js";

const sample = `# Title

A paragraph
that goes on.

- one
- two

  still two

      indented code in it

    indented code

\`\`\`\`ts
\`\`\`
not the end
\`\`\`\`

| a | b |
|---|---|
| 1 | 2 |

> quoted
lazily

~~~
unclosed`;

const withoutPositions = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value, (key, inner: unknown) => (key === "position" || key === "data" ? undefined : inner)));

function check(text: string, step: number): readonly Block[] {
  const splitter = new BlockSplitter();
  for (let end = 0; end < text.length; end += step) splitter.update(text.slice(0, end), false);
  const blocks = splitter.update(text, true);
  expect(withoutPositions(blocks.map(({ node }) => node))).toEqual(withoutPositions(parse(text).children));
  return blocks;
}

test.each([1, 3, 7, 1000])("Text that comes %i characters at a time gives the blocks of the whole", (step) => {
  check(sample, step);
});

test("Finished blocks stay the same objects, so that they are not rendered again", () => {
  const splitter = new BlockSplitter();
  const [first] = splitter.update("One.\n\nTwo", false);
  const after = splitter.update("One.\n\nTwo and more.\n\nThree", false);
  expect(after[0]).toBe(first);
  expect(after).toHaveLength(3);
});

test("Code in an open fence is shown as code, with its language, before the fence closes", () => {
  const splitter = new BlockSplitter();
  const [block] = splitter.update("```csharp\nvar x = 1;\nvar y", false);
  expect(block).toMatchObject({ open: true, node: { type: "code", lang: "csharp", value: "var x = 1;\nvar y" } });
});

test("A long fenced block is not parsed while it is open", () => {
  const parsed = vi.fn(parse);
  const splitter = new BlockSplitter(parsed);
  let text = "```\n";
  for (let line = 0; line < 1000; line++) splitter.update((text += `line ${line}\n`), false);
  expect(parsed).not.toHaveBeenCalled();
  expect(splitter.update(`${text}\`\`\`\n`, false)).toMatchObject([{ open: false, node: { type: "code" } }]);
  expect(parsed).toHaveBeenCalledOnce();
});

test("A long block is parsed anew only when it has grown by a tenth; what came since is shown all the same", () => {
  const parsed = vi.fn(parse);
  const splitter = new BlockSplitter(parsed);
  let text = "";
  for (let index = 0; index < 4_000; index++) {
    text += `word${index} `;
    const shown = JSON.stringify(splitter.update(text, false).map(({ node }) => node));
    expect(shown).toContain(`word${index}`);
  }
  const whileShort = Math.ceil(8_000 / "word999 ".length);
  expect(parsed.mock.calls.length).toBeLessThan(whileShort + 60);
  expect(splitter.update(text, true)).toHaveLength(1);
});
