// @vitest-environment happy-dom
import { act } from "react";
import { createRoot } from "react-dom/client";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Markdown } from "../../../extension/webviews/chat/markdown/markdown.js";
import { ChatViewContext } from "../../../extension/webviews/chat/state/context.js";
import { startReady } from "./support/fixtures.js";

let root: ReturnType<typeof createRoot>;
let container: HTMLElement;

beforeEach(() => {
  vi.stubGlobal("IS_REACT_ACT_ENVIRONMENT", true);
  container = document.body.appendChild(document.createElement("div"));
  root = createRoot(container);
});

afterEach(async () => {
  await act(async () => root.unmount());
  container.remove();
  vi.unstubAllGlobals();
});

const render = (text: string, ended = true) => {
  const { view } = startReady();
  return act(async () =>
    root.render(
      <ChatViewContext value={view}>
        <Markdown text={text} ended={ended} />
      </ChatViewContext>,
    ),
  );
};
const fold = () => container.querySelector<HTMLButtonElement>(".tool-card button");
const unfold = () => act(async () => fold()?.click());

test("The call of a tool is a card with its name, which unfolds to its arguments", async () => {
  await render('```tool-call\n{"name":"read_file","arguments":{"path":"a.ts"}}\n```');
  expect(fold()?.textContent).toContain("Tool read_file");
  expect(fold()?.getAttribute("aria-expanded")).toBe("false");
  expect(container.querySelector("pre")).toBeNull();
  await unfold();
  expect(fold()?.getAttribute("aria-expanded")).toBe("true");
  expect(container.querySelector(".tool-card pre")?.textContent).toBe('{\n  "path": "a.ts"\n}');
});

test("A result is a card with its first line", async () => {
  await render("```tool-result\nlet a = 1;\nlet b = 2;\n```");
  expect(fold()?.textContent).toBe("Result of the toollet a = 1;");
  await unfold();
  expect(container.querySelector(".tool-card pre")?.textContent).toBe("let a = 1;\nlet b = 2;");
});

test.each(['{"name":', '{"arguments":{}}', "[1]", '{"name":7}', "null"])("A call that is none says what it says: %s", async (text) => {
  await render(`\`\`\`tool-call\n${text}\n\`\`\``);
  expect(fold()?.textContent).toContain("Tool call");
  await unfold();
  expect(container.querySelector(".tool-card pre")?.textContent).toBe(text);
});

test("Names, arguments and results stay text", async () => {
  const evil = "<img src=x onerror=alert(1)>";
  await render(`\`\`\`tool-call\n${JSON.stringify({ name: evil, arguments: { a: evil } })}\n\`\`\`\n\n\`\`\`tool-result\n${evil}\n\`\`\``);
  for (const button of container.querySelectorAll<HTMLButtonElement>(".tool-card button")) await act(async () => button.click());
  expect(container.querySelectorAll(".tool-card pre")).toHaveLength(2);
  expect(container.querySelector("img")).toBeNull();
  expect(container.textContent).toContain(evil);
});

test("While it arrives, a call is the code that it is", async () => {
  await render('```tool-call\n{"name":"read_', false);
  expect(container.querySelector(".tool-card")).toBeNull();
  expect(container.querySelector("pre")?.textContent).toContain('{"name":"read_');
});
