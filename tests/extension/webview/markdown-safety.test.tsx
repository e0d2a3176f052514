// @vitest-environment happy-dom
import { act } from "react";
import { createRoot } from "react-dom/client";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Markdown } from "../../../extension/webviews/chat/markdown/markdown.js";
import { ChatViewContext } from "../../../extension/webviews/chat/state/context.js";
import { startReady, type Started } from "./support/fixtures.js";

let started: Started;
let root: ReturnType<typeof createRoot>;
let container: HTMLElement;

beforeEach(() => {
  vi.stubGlobal("IS_REACT_ACT_ENVIRONMENT", true);
  started = startReady();
  container = document.body.appendChild(document.createElement("div"));
  root = createRoot(container);
});

afterEach(async () => {
  await act(async () => root.unmount());
  container.remove();
  vi.unstubAllGlobals();
});

const render = (text: string, ended = true) =>
  act(async () =>
    root.render(
      <ChatViewContext value={started.view}>
        <Markdown text={text} ended={ended} />
      </ChatViewContext>,
    ),
  );

const hostile = [
  "<script>alert(1)</script>",
  "<img src=x onerror=alert(1)>",
  "text <svg onload=alert(1)><script>alert(1)</script></svg> text",
  "<iframe src='https://example.org'></iframe>",
  "<style>body{display:none}</style>",
  "<a href='javascript:alert(1)'>x</a>",
  "<math><mi xlink:href='data:x,<script>alert(1)</script>'></math>",
  "<form action='https://example.org'><button formaction='javascript:alert(1)'>x</button></form>",
  "[x](javascript:alert(1))",
  "[x](JaVaScRiPt:alert(1))",
  "[x](&#106;avascript:alert(1))",
  "[x](\u0001javascript:alert(1))",
  "[x](java\tscript:alert(1))",
  "[x](vbscript:msgbox(1))",
  "[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)",
  "[x](command:workbench.action.terminal.new)",
  "[x](vscode://file/etc/passwd)",
  "[x](file:///etc/passwd)",
  "[x](//example.org)",
  "[x][1]\n\n[1]: javascript:alert(1)",
  "<javascript:alert(1)>",
  "![x](https://example.org/track.png)",
  "![x](data:image/svg+xml,<svg/onload=alert(1)>)",
  "![x][1]\n\n[1]: https://example.org/track.png 'onerror=alert(1)'",
  "[![x](https://example.org/a.png)](javascript:alert(1))",
  '```html"onmouseover="alert(1)\n<script>alert(1)</script>\n```',
  "```<script>alert(1)</script>\nx\n```",
  '| <img src=x onerror="alert(1)"> |\n|---|\n| <script>alert(1)</script> |',
  "[^1]\n\n[^1]: <script>alert(1)</script>",
  "# <script>alert(1)</script>",
  "- [ ] <img src=x onerror=alert(1)>",
];

const allowed = new Set(
  "DIV P H3 H4 H5 H6 A SPAN CODE PRE FIGURE FIGCAPTION BUTTON UL OL LI TABLE THEAD TBODY TR TH TD SUP STRONG EM DEL BR HR BLOCKQUOTE".split(
    " ",
  ),
);

test.each(hostile)("Nothing dangerous comes of %j, whole or while it arrives", async (text) => {
  for (const length of [Math.floor(text.length / 2), text.length]) {
    await render(text.slice(0, length), length === text.length);
    expect(container.textContent).not.toBe("");
    for (const element of container.querySelectorAll("*")) {
      expect(allowed).toContain(element.tagName);
      for (const { name } of element.attributes) expect(name).not.toMatch(/^on|^href$|^src|^xlink|^action|^formaction|^style$/);
    }
    for (const link of container.querySelectorAll<HTMLElement>("[role=link]")) await act(async () => link.click());
  }
  for (const said of started.host.posted) if (said.type === "openLink") expect(said.href).toMatch(/^https:\/\/exam/);
});

test("A link is opened by the host, after a click and after Enter", async () => {
  await render("[page](https://example.org/a?b=c)");
  const link = container.querySelector<HTMLElement>("[role=link]");
  expect(started.host.count("openLink")).toBe(0);
  await act(async () => link?.click());
  await act(async () => link?.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true })));
  expect(started.host.posted.filter(({ type }) => type === "openLink")).toEqual(
    Array.from({ length: 2 }, () => ({ type: "openLink", href: "https://example.org/a?b=c" })),
  );
});

test("A remote image is a link with its words, and is not loaded", async () => {
  await render("![a cat](https://example.org/cat.png)");
  expect(container.querySelector("img")).toBeNull();
  expect(container.querySelector("[role=link]")?.textContent).toBe("a cat");
});

test("Raw HTML is shown as it was written", async () => {
  await render("a <b>bold</b> word");
  expect(container.textContent).toBe("a <b>bold</b> word");
});

test("The tools of a code block hand its text to the host", async () => {
  // The test's document knows no popovers.
  Object.assign(HTMLElement.prototype, { showPopover: () => undefined });
  await render("```ts\nlet x = '<b>';\n```");
  const press = (label: string) => act(async () => container.querySelector<HTMLElement>(`[aria-label="${label}"]`)?.click());
  await press("Copy code");
  await press("Insert at cursor");
  await press("Apply to the file…");
  await press("More for this code");
  const items = [...container.querySelectorAll<HTMLElement>("[role=menuitem]")];
  await act(async () => items.find((item) => item.textContent.includes("new file"))?.click());
  expect(started.host.last("copy").text).toBe("let x = '<b>';");
  expect(started.host.last("insertAtCursor").text).toBe("let x = '<b>';");
  expect(started.host.last("useCode")).toEqual({
    type: "useCode",
    use: "applyToFile",
    code: { text: "let x = '<b>';", languageId: "typescript" },
  });
  expect(started.host.last("newFile")).toMatchObject({ text: "let x = '<b>';", languageId: "typescript" });
});

test("Only code of a shell can be run, and the file that a fence names is told", async () => {
  const labels = () => [...container.querySelectorAll("button")].map((button) => button.getAttribute("aria-label"));
  await render("```sh\nls\n```");
  expect(labels()).toContain("Run in the terminal…");
  await render("```py src/a.py\nprint(1)\n```");
  expect(labels()).not.toContain("Run in the terminal…");
  expect(labels()).toContain("Apply to src/a.py…");
});

test("Finished blocks keep their elements while the last one grows", async () => {
  await render("First.\n\nSec", false);
  const first = container.querySelector("p");
  await render("First.\n\nSecond, and\n\nthird", false);
  expect(container.querySelector("p")).toBe(first);
  expect(container.querySelectorAll("p")).toHaveLength(3);
});
