import { expect, test, vi } from "vitest";
import { CodeLines } from "../../../extension/webviews/chat/markdown/code-lines.js";
import { Highlighter, type Ask } from "../../../extension/webviews/chat/markdown/highlighter.js";
import { CodeColours, Highlighting, type ColouredChunk } from "../../../extension/webviews/chat/markdown/highlighting.js";

const source = Array.from({ length: 90 }, (_, index) =>
  index % 30 === 5 ? "/* a comment" : index % 30 === 25 ? "that ends */" : `const word${index} = "text ${index}"; // end`,
).join("\n");

/** The page's side and the highlighter, with copies of what is said between them, as between a page and its worker. */
function connect(): { highlighting: Highlighting; asked: Ask[] } {
  const asked: Ask[] = [];
  const highlighting = new Highlighting((answered) => {
    const highlighter = new Highlighter((answer) => {
      answered(structuredClone(answer));
    });
    return Promise.resolve((ask) => {
      asked.push(ask);
      void highlighter.ask(structuredClone(ask));
    });
  });
  return { highlighting, asked };
}

async function follow(language: string) {
  const { highlighting, asked } = connect();
  expect(await highlighting.load(language)).toBe(true);
  let coloured: readonly ColouredChunk[] = [];
  const colours = new CodeColours(highlighting, language, (now) => (coloured = now));
  const lines = new CodeLines();
  return {
    asked,
    colours,
    show: (code: string) => {
      colours.follow(lines.update(code));
    },
    coloured: () => coloured,
    text: () => coloured.map(({ text }) => text).join(""),
  };
}

const words = (coloured: readonly ColouredChunk[]) =>
  coloured.flatMap(({ lines }) => lines.map((line) => line.map(({ content, color }) => `${content}${color}`).join("|")));

test.each([13, 200, 10_000])("Code that comes %i characters at a time has the colours of the whole", async (step) => {
  const whole = await follow("typescript");
  whole.show(source);
  await expect.poll(whole.text).toBe(source);
  const growing = await follow("typescript");
  for (let end = step; end < source.length + step; end += step) {
    growing.show(source.slice(0, end));
    if (end % 5 === 0) await expect.poll(growing.text).toBe(source.slice(0, end));
  }
  await expect.poll(growing.text).toBe(source);
  expect(words(growing.coloured())).toEqual(words(whole.coloured()));
  expect(words(whole.coloured())).toHaveLength(90);
  expect(
    new Set(
      words(whole.coloured())
        .slice(6, 25)
        .map((line) => line.split("--")[1]),
    ).size,
  ).toBe(1);
});

test("A line has all its colours however long it takes", async () => {
  let now = 0;
  const clock = vi.spyOn(Date, "now").mockImplementation(() => (now += 60_000));
  const answers: string[] = [];
  const highlighter = new Highlighter(({ lines }) => answers.push(...words([{ text: "", lines }])));
  await highlighter.ask({ type: "grammar", language: "css", name: "css", grammars: (await import("shiki/langs/css.mjs")).default });
  await highlighter.ask({ type: "read", code: 1, language: "css", text: "a { color: red; } /* a comment\nends */", full: true });
  clock.mockRestore();
  expect(answers.map((line) => line.split("|").at(-1))).toEqual([
    "/* a commentvar(--shiki-token-comment)",
    "ends */var(--shiki-token-comment)",
  ]);
});

test("Other code begins anew, and what was asked of the old one comes to nobody", async () => {
  const code = await follow("typescript");
  code.show(source);
  await expect.poll(code.text).toBe(source);
  code.show("let other = 1;");
  await expect.poll(code.text).toBe("let other = 1;");
  expect(words(code.coloured())[0]).toContain("letvar(--shiki-token-keyword)");
});

test("A block that is gone is forgotten, and asks for nothing more", async () => {
  const code = await follow("typescript");
  code.show("let one = 1;");
  await expect.poll(code.text).toBe("let one = 1;");
  code.show("let one = 1;\nlet two = 2;");
  code.colours.dispose();
  await expect.poll(() => code.asked.at(-1)?.type).toBe("forget");
  expect(code.asked.filter(({ type }) => type === "read")).toHaveLength(1);
});

test("A highlighter that did not start is started again for the next code", async () => {
  let attempts = 0;
  const highlighting = new Highlighting(() =>
    ++attempts === 1 ? Promise.reject(new Error("Not now.")) : Promise.resolve(() => undefined),
  );
  await expect(highlighting.load("css")).rejects.toThrow("Not now.");
  expect([highlighting.isLoaded("css"), await highlighting.load("css"), highlighting.isLoaded("css"), attempts]).toEqual([
    false,
    true,
    true,
    2,
  ]);
});

test("A grammar that cannot be read leaves its language plain, and keeps others from nothing", async () => {
  const answers: string[] = [];
  const highlighter = new Highlighter(({ lines }) => answers.push(words([{ text: "", lines }]).join("/")));
  const unreadable = (() => Promise.reject(new Error("Unreadable."))) as unknown as Extract<Ask, { type: "grammar" }>["grammars"];
  const css = (await import("shiki/langs/css.mjs")).default;
  void highlighter.ask({ type: "grammar", language: "unreadable", name: "unreadable", grammars: unreadable });
  void highlighter.ask({ type: "read", code: 1, language: "unreadable", text: "one\ntwo\n", full: true });
  void highlighter.ask({ type: "grammar", language: "css", name: "css", grammars: css });
  await highlighter.ask({ type: "read", code: 2, language: "css", text: "a { b: 1; }", full: true });
  expect(answers[0]?.split("/").map((line) => line.slice(0, 3))).toEqual(["one", "two"]);
  expect(answers[1]).toContain("--shiki-token");
});

test("A grammar that fails leaves its text plain, and what follows has colours again", async () => {
  const answers: string[] = [];
  const highlighter = new Highlighter(({ lines }) => answers.push(words([{ text: "", lines }]).join("/")));
  const broken = {
    name: "broken",
    scopeName: "source.broken",
    patterns: [{ include: "#nothing" }, { begin: "x", end: "\\9" }],
    repository: {},
  };
  await highlighter.ask({ type: "grammar", language: "broken", name: "broken", grammars: [broken] });
  const css = (await import("shiki/langs/css.mjs")).default;
  await highlighter.ask({ type: "grammar", language: "css", name: "css", grammars: css });
  await highlighter.ask({ type: "read", code: 1, language: "broken", text: "a x b\nc", full: true });
  await highlighter.ask({ type: "read", code: 2, language: "css", text: "a { b: 1; }", full: true });
  expect(answers).toHaveLength(2);
  expect(answers[0]).toContain("a x b");
  expect(answers[1]).toContain("--shiki-token");
});

test("A language embeds others, and one without a grammar loads none", async () => {
  const page = await follow("html");
  page.show("<script>\nconst a = 1;\n</script>");
  await expect.poll(page.text).toContain("</script>");
  expect(words(page.coloured())[1]).toContain("constvar(--shiki-token-keyword)");
  const { highlighting, asked } = connect();
  expect([await highlighting.load("no-such-language"), highlighting.isLoaded("no-such-language"), asked]).toEqual([false, false, []]);
});

test("Chunks that are full stay the same objects, and other code begins anew", () => {
  const lines = new CodeLines();
  const [first] = lines.update(source);
  const again = lines.update(`${source}\nmore`);
  expect(again[0]).toBe(first);
  expect(again.map(({ text }) => text).join("")).toBe(`${source}\nmore`);
  expect(lines.update("other").map(({ text }) => text)).toEqual(["other"]);
});
