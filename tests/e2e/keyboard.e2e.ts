import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { startFakeLlm } from "../fixtures/fake-llm/server.mjs";
import { ChatView } from "./support/chat.js";
import { runSidecar, Session } from "./support/session.js";

let server: Awaited<ReturnType<typeof startFakeLlm>>;
let session: Session;
let chat: ChatView;

const press = (key: string) => session.workbench.page.keyboard.press(key);
const type = (text: string) => session.workbench.page.keyboard.type(text);
const titles = () => chat.locator(".chat-title").allInnerTexts();

beforeAll(async () => {
  server = await startFakeLlm({ speaks: ["openai"], models: ["fake", "other"], parameters: { style: "markdown", tokens: 60 } });
  session = await Session.start({ series: "keyboard" }, async (dataDirectory) => {
    await runSidecar(dataDirectory, "providers", "add", "openai-compatible", "fake", "--url", `${server.url}/v1`);
  });
});

afterEach(({ task }) => (task.result?.state === "fail" ? session.workbench.screenshot("failed") : undefined));

afterAll(async () => {
  await session.stop();
  await server.close();
});

/** Goes on by Tab until what has the keyboard has this name; every stop on the way must show that it has it. */
async function tabTo(name: string | RegExp, key: "Tab" | "Shift+Tab" = "Tab"): Promise<void> {
  const stops: string[] = [];
  for (let step = 0; step < 30; step++) {
    await press(key);
    const { label, shown } = await chat.focused();
    stops.push(label);
    expect(shown, `“${label}” shows that it has the keyboard`).toBe(true);
    if (typeof name === "string" ? label === name : name.test(label)) return;
  }
  throw new Error(`${String(name)} was not reached: ${stops.join(", ")}`);
}

test("a command gives the chat the keyboard, and a model is picked", async () => {
  await session.workbench.commandByKeys("AI Chat Local: Focus Chat");
  chat = ChatView.over(session.workbench, await session.workbench.webview("#root textarea:focus"));
  await chat.button(/^Model: /).waitFor();
  await tabTo(/^Model: /);
  await press("Enter");
  await chat.locator(".model-option").first().waitFor();
  await type("other");
  await press("Enter");
  await chat.button("Model: other local").waitFor();
  await chat.locator("textarea:focus").waitFor();
});

test("a question is asked, told once when it begins and once when it ends, and its code copied", async () => {
  const said = await chat.announcements();
  await type("Alpha");
  await press("Enter");
  await chat.answered();
  expect(await said()).toEqual(["The answer is being written.", "The answer is complete."]);
  await tabTo("Copy code", "Shift+Tab");
  await press("Enter");
  await chat.button("Copied").waitFor();
  await expect.poll(() => session.workbench.page.evaluate(() => navigator.clipboard.readText())).toContain("export function add");
});

test("a reply is stopped by Escape", async () => {
  server.set({ holdAt: 10 });
  await session.workbench.commandByKeys("AI Chat Local: New Chat");
  await chat.locator("textarea:focus").waitFor();
  await type("Beta");
  await press("Enter");
  await chat.lastAnswer.locator(".markdown *").first().waitFor();
  await press("Escape");
  await chat.text("Stopped. What came before is kept.").waitFor();
  server.set({ holdAt: -1 });
});

test("the list of chats is reached, a chat opened and renamed", async () => {
  await tabTo("All chats", "Shift+Tab");
  await press("Enter");
  await chat.locator(".search-field:focus").waitFor();
  await expect.poll(titles).toEqual(["Beta", "Alpha"]);
  await press("ArrowDown");
  await press("ArrowDown");
  await press("Enter");
  await chat.locator(".title").getByText("Alpha").waitFor();
  await tabTo("All chats", "Shift+Tab");
  await press("Enter");
  await chat.locator(".search-field:focus").waitFor();
  await press("ArrowDown");
  await press("F2");
  await type("Gamma");
  await press("Enter");
  await expect.poll(titles).toEqual(["Gamma", "Alpha"]);
});

test("a chat is deleted and brought back", async () => {
  await press("Delete");
  await chat.text("Deleted “Gamma”.").waitFor();
  await session.workbench.screenshot("1-deleted");
  expect(await titles()).toEqual(["Alpha"]);
  expect((await chat.focused()).label).toContain("Alpha");
  await tabTo("Undo");
  await press("Enter");
  await expect.poll(titles).toEqual(["Gamma", "Alpha"]);
});

test("a search is made and its hit opened", async () => {
  await session.workbench.commandByKeys("AI Chat Local: Search Chats");
  await chat.locator(".search-field:focus").waitFor();
  await type("Alpha");
  await chat.locator("mark").first().waitFor();
  await press("ArrowDown");
  expect((await chat.focused()).shown).toBe(true);
  await press("Enter");
  await chat.locator(".title").getByText("Alpha").waitFor();
});

test("every control has a name, in the chat and in the list", async () => {
  const unnamed = async () =>
    (await chat.locator(".app").ariaSnapshot()).split("\n").filter((line) => /- (button|textbox|link|searchbox|combobox):?$/.test(line));
  expect(await unnamed()).toEqual([]);
  await session.workbench.commandByKeys("AI Chat Local: Search Chats");
  await chat.locator(".search-field:focus").waitFor();
  expect(await unnamed()).toEqual([]);
});
