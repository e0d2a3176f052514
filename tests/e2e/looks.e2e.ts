import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { startFakeLlm } from "../fixtures/fake-llm/server.mjs";
import { ChatView } from "./support/chat.js";
import { faintTexts } from "./support/contrast.js";
import { runSidecar, Session } from "./support/session.js";

let server: Awaited<ReturnType<typeof startFakeLlm>>;
let session: Session;
let chat: ChatView;

beforeAll(async () => {
  server = await startFakeLlm({ speaks: ["openai"], parameters: { style: "markdown", tokens: 220, thinking: 30 } });
  session = await Session.start({ series: "looks" }, async (dataDirectory) => {
    await runSidecar(dataDirectory, "providers", "add", "openai-compatible", "fake", "--url", `${server.url}/v1`);
  });
  chat = await ChatView.open(session.workbench);
  await chat.ask("Show me everything, in a title that is far too long for the narrow side bar of a small window");
  await chat.answered();
  // Code is coloured in a worker, which the page may start from its own memory.
  await chat.locator(`.code-block code span[style*="--shiki-token-keyword"]`).first().waitFor();
});

afterEach(({ task }) => (task.result?.state === "fail" ? session.workbench.screenshot("failed") : undefined));

afterAll(async () => {
  await session.stop();
  await server.close();
});

/** What does not fit: the view itself never scrolls sideways. */
const tooWide = () => chat.locator(".app").evaluate(({ ownerDocument: { documentElement: page } }) => page.scrollWidth - page.clientWidth);

test.each([
  ["Dark Modern", "vscode-dark"],
  ["Light Modern", "vscode-light"],
  ["Dark High Contrast", "vscode-high-contrast"],
  ["Light High Contrast", "vscode-high-contrast-light"],
])("the chat, the list of chats and the models are legible in %s", async (theme, kind) => {
  await session.workbench.chooseTheme(theme);
  await chat.locator(`body[data-vscode-theme-kind="${kind}"] .app`).waitFor();
  const faint: string[] = [];
  const look = async (page: string) => {
    await session.workbench.screenshot(`${kind}-${page}`);
    faint.push(...(await faintTexts(chat.locator(".app"), 4.5)));
  };
  await look("chat");
  await chat.button(/^Model: /).click();
  await chat.locator(".model-option").first().waitFor();
  await look("models");
  await session.workbench.page.keyboard.press("Escape");
  await chat.button("All chats").click();
  await chat.locator(".chat-open").first().waitFor();
  await look("chats");
  await session.workbench.page.keyboard.press("Escape");
  expect(faint).toEqual([]);
});

test("a wide side bar keeps lines as long as one reads well", async () => {
  await session.workbench.widenSideBar(1100);
  await session.workbench.screenshot("wide");
  const { width } = (await chat.locator(".markdown p").first().boundingBox()) ?? { width: 0 };
  expect(width).toBeGreaterThan(400);
  expect(width).toBeLessThan(700);
  await session.workbench.widenSideBar(300);
});

test("in a window of a quarter of the size, as at 200 % zoom, all of it can be used", async () => {
  await session.workbench.page.setViewportSize({ width: 640, height: 400 });
  await session.workbench.screenshot("zoomed");
  expect(await tooWide()).toBe(0);
  expect((await chat.locator(".messages").boundingBox())?.height).toBeGreaterThan(100);
  await chat.button(/^Model: /).click();
  await session.workbench.screenshot("zoomed-models");
  const list = await chat.locator(".model-list").boundingBox();
  const view = await chat.locator(".app").boundingBox();
  expect(list?.y, "the list of models stays within the view").toBeGreaterThanOrEqual(view?.y ?? Number.NaN);
  await session.workbench.page.keyboard.press("Escape");
});
