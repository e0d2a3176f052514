import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { startFakeLlm } from "../fixtures/fake-llm/server.mjs";
import { ChatView } from "./support/chat.js";
import { faintTexts } from "./support/contrast.js";
import { runSidecar, Session } from "./support/session.js";

let server: Awaited<ReturnType<typeof startFakeLlm>>;
let session: Session;
let chat: ChatView;

beforeAll(async () => {
  server = await startFakeLlm({ speaks: ["openai"], window: 4096 });
  server.set({ style: "prose", tokens: 20 });
  session = await Session.start({ series: "settings" }, async (dataDirectory) => {
    await runSidecar(dataDirectory, "providers", "add", "openai-compatible", "lab", "--url", `${server.url}/v1`);
    await runSidecar(dataDirectory, "prompts", "save", "pirate", "Answer as a pirate would.");
    await runSidecar(dataDirectory, "presets", "set", "Precise", "--system", "Be exact.", "--temperature", "0.1", "--model", "lab/fake");
  });
  chat = await ChatView.open(session.workbench);
});

afterEach(({ task }) => (task.result?.state === "fail" ? session.workbench.screenshot("failed") : undefined));

afterAll(async () => {
  await session.stop();
  await server.close();
});

const page = () => chat.locator(".settings-page");
const field = (label: string) => page().getByLabel(label, { exact: true });
const mark = () => chat.locator(".own-settings");
const saved = async () => {
  await chat.button("Save").click();
  await page().waitFor({ state: "detached" });
};
/** What the last question brought to the model. */
const lastAsked = () => {
  const body: unknown = server.requests.findLast(({ path }) => path.endsWith("/chat/completions"))?.body;
  const { temperature, messages } = body as { temperature?: number; messages: { role: string; content: unknown }[] };
  return { temperature, system: messages.find(({ role }) => role === "system")?.content };
};
const asked = async (text: string) => {
  await chat.ask(text);
  await chat.answered();
};

test("a chat goes by the preset of its model until it has settings of its own, and says what applies", async () => {
  await asked("First?");
  expect(lastAsked()).toEqual({ temperature: 0.1, system: "Be exact." });
  expect(await mark().count()).toBe(0);
  await chat.button("More for the open chat").click();
  await chat.locator('.menu [role="menuitem"]').filter({ hasText: "Chat settings…" }).click();
  await page().getByText("Preset “Precise”: 0.1").waitFor();
  await page().getByText("Preset “Precise”: Be exact.").waitFor();
  await page().getByRole("button", { name: "Add from the prompt library" }).click();
  await session.workbench.screenshot("1-library");
  await chat.locator('.menu [role="menuitem"]').filter({ hasText: "pirate" }).click();
  expect(await field("System prompt").inputValue()).toBe("Answer as a pirate would.");
  await field("Temperature").fill("0.7");
  await session.workbench.screenshot("2-form");
  await saved();
  await mark().waitFor();
  await asked("Second?");
  expect(lastAsked()).toEqual({ temperature: 0.7, system: "Answer as a pirate would." });
});

test("what is wrong is said at its field, and what was typed stays, also when something else was looked at", async () => {
  await mark().click();
  await field("Temperature").fill("9");
  await chat.button("Save").click();
  await page().getByText("0 to 5.").waitFor();
  await session.workbench.screenshot("3-wrong");
  await session.workbench.page.keyboard.press("Escape");
  await chat.question.waitFor();
  await session.workbench.command("AI Chat Local: Chat Settings");
  expect(await field("Temperature").inputValue()).toBe("9");
  await page().getByText("Not saved yet.").waitFor();
  await page().getByRole("button", { name: "Reset Temperature" }).click();
  await saved();
  await asked("Third?");
  expect(lastAsked()).toEqual({ temperature: 0.1, system: "Answer as a pirate would." });
});

test("all is reset at once", async () => {
  await mark().click();
  await chat.button("Reset all").click();
  await saved();
  await mark().waitFor({ state: "detached" });
  await asked("Fourth?");
  expect(lastAsked()).toEqual({ temperature: 0.1, system: "Be exact." });
});

test("a chat that does not exist yet is set up by the keyboard alone, and keeps that over a reload", async () => {
  await chat.startNew();
  const { keyboard } = session.workbench.page;
  await chat.question.focus();
  await keyboard.press("Control+Alt+;");
  await keyboard.press("o");
  await chat.locator(".settings-page textarea:focus").waitFor();
  await keyboard.type("Speak in verses.");
  await chat.button("Save").press("Enter");
  await page().waitFor({ state: "detached" });
  await session.workbench.reload();
  await chat.reopen();
  await mark().waitFor({ timeout: 60_000 });
  await asked("Fifth?");
  expect(lastAsked().system).toBe("Speak in verses.");
  expect((await session.cli("chats", "--json")).match(/Speak in verses/g)).toHaveLength(1);
});

test("a temporary chat has its own settings too", async () => {
  await session.workbench.command("AI Chat Local: New Temporary Chat");
  await chat.text("Not stored").waitFor();
  await session.workbench.command("AI Chat Local: Chat Settings");
  await field("System prompt").fill("Tell nobody.");
  await saved();
  await asked("Sixth?");
  expect(lastAsked().system).toBe("Tell nobody.");
  await mark().click();
  await field("System prompt").fill("Tell everybody.");
  await saved();
  await asked("Seventh?");
  expect(lastAsked().system).toBe("Tell everybody.");
});

test("all keys are in one sheet, which a question mark opens and the search narrows", async () => {
  const sheet = chat.locator(".shortcuts-page");
  await chat.button("More for the open chat").focus();
  await session.workbench.page.keyboard.press("?");
  await sheet.waitFor();
  await sheet.getByText("Quick Edit…").waitFor();
  await sheet.getByText("Bring the last question back, where nothing is written").waitFor();
  await session.workbench.screenshot("4-shortcuts");
  await sheet.locator("input").fill("rename");
  await expect.poll(() => sheet.locator("dt").allInnerTexts()).toEqual(["Rename the chat"]);
  await session.workbench.page.keyboard.press("Escape");
  await chat.locator(".composer textarea:focus").waitFor();
  await session.workbench.page.keyboard.type("Why?");
  expect(await chat.question.inputValue()).toBe("Why?");
  await chat.question.fill("");
  await session.workbench.command("AI Chat Local: Keyboard Shortcuts");
  await chat.button("Change keys…").click();
  const editor = session.workbench.page.locator(".keybindings-editor");
  await editor.getByText("Quick Edit…").first().waitFor();
  await expect.poll(() => editor.locator(".monaco-list-row").filter({ hasNotText: "AI Chat Local" }).count()).toBe(0);
  await session.workbench.screenshot("5-keybindings");
  await session.workbench.command("View: Close All Editors");
  await chat.button("Back to the chat").click();
});

test.each([
  ["Dark Modern", "vscode-dark"],
  ["Light Modern", "vscode-light"],
  ["Dark High Contrast", "vscode-high-contrast"],
  ["Light High Contrast", "vscode-high-contrast-light"],
])("the settings and the keys are legible in %s, narrow and wide", async (theme, kind) => {
  await session.workbench.chooseTheme(theme);
  await chat.locator(`body[data-vscode-theme-kind="${kind}"] .app`).waitFor();
  for (const [command, shown] of [
    ["Chat Settings", ".settings-page"],
    ["Keyboard Shortcuts", ".shortcuts-page"],
  ] as const) {
    await session.workbench.command(`AI Chat Local: ${command}`);
    await chat.locator(shown).waitFor();
    for (const width of [300, 900]) {
      await session.workbench.widenSideBar(width);
      await session.workbench.screenshot(`${kind}-${width}-${shown.slice(1)}`);
      expect(await faintTexts(chat.locator(".app"), 4.5)).toEqual([]);
      expect(await chat.locator(".app").evaluate(({ ownerDocument: { documentElement: at } }) => at.scrollWidth - at.clientWidth)).toBe(0);
    }
    await session.workbench.widenSideBar(300);
  }
  await chat.button("Back to the chat").click();
});
