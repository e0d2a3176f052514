import type { FrameLocator, Locator } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import type { ModelsListResult, ProvidersListResult } from "../../shared-protocol/generated/protocol.js";
import { startFakeLlm } from "../fixtures/fake-llm/server.mjs";
import { faintTexts } from "./support/contrast.js";
import { startOllama } from "./support/ollama.js";
import { Session } from "./support/session.js";

let server: Awaited<ReturnType<typeof startFakeLlm>>;
let session: Session;
let view: FrameLocator;

const button = (name: string): Locator => view.getByRole("button", { name, exact: true });
const field = (name: string): Locator => view.getByLabel(name, { exact: true });
const card = (name: string): Locator => view.getByRole("region", { name, exact: true });
const press = (key: string) => session.workbench.page.keyboard.press(key);
const listed = async () => (JSON.parse(await session.cli("providers", "list", "--json")) as ProvidersListResult).providers;

beforeAll(async () => {
  server = await startFakeLlm({ speaks: ["openai"], models: ["fake", "other"] });
  session = await Session.start({ series: "providers" });
});

afterEach(({ task }) => (task.result?.state === "fail" ? session.workbench.screenshot("failed") : undefined));

afterAll(async () => {
  await session.stop();
  await server.close();
});

test("the view opens by its command and shows the built-in engine", async () => {
  await session.workbench.commandByKeys("AI Chat Local: Manage Providers");
  view = await session.workbench.webview("main h1");
  await card("embedded").getByText("local", { exact: true }).waitFor();
  await session.workbench.screenshot("1-empty");
});

test("a provider is added by keyboard; what is refused says why and keeps what was typed", async () => {
  await button("Add provider").focus();
  await press("Enter");
  await view.locator("select:focus").waitFor();
  await field("Name").fill("Has Spaces");
  await field("Base URL").fill(`${server.url}/v1`);
  await press("Enter");
  await view.getByRole("alert").getByText("cannot be a provider's name").waitFor();
  expect(await field("Base URL").inputValue()).toBe(`${server.url}/v1`);
  await session.workbench.screenshot("2-refused");
  await field("Name").fill("lab");
  await field("A key").check();
  await field("Key").fill("sk-very-secret");
  await press("Enter");
  await card("lab")
    .getByText(/^2 models: /)
    .waitFor();
  await card("lab").locator("button:focus").waitFor();
  expect(await card("lab").innerText()).toContain("key stored");
});

test("it is tested step by step", async () => {
  await button("Test lab").click();
  await card("lab").getByText("lab works").waitFor();
  expect(await card("lab").getByRole("listitem").count()).toBeGreaterThan(1);
  await session.workbench.screenshot("3-tested");
});

test("its model becomes the default one", async () => {
  await field("Default for chats").selectOption("lab/other");
  await expect
    .poll(async () => (JSON.parse(await session.cli("models", "--json")) as ModelsListResult).defaultModel, { timeout: 20_000 })
    .toBe("lab/other");
});

test("quick edits take another model, and go back to the one for chats", async () => {
  const told = async () => (await session.cli("models", "default", "--for", "edits")).replace(/^edits +/, "").trim();
  await field("Default for quick edits").selectOption({ index: 1 });
  await expect.poll(told, { timeout: 20_000 }).not.toBe("lab/other");
  await field("Default for quick edits").selectOption("Same as for chats");
  await expect.poll(told, { timeout: 20_000 }).toBe("lab/other");
});

test("it is renamed, its key and its headers staying, and the default model follows", async () => {
  await button("Edit lab").click();
  await field("Name").fill("work");
  await view.getByText("Its models will be called work/…").waitFor();
  await button("Advanced").click();
  await button("Add a header").click();
  await field("Name of header 1").fill("X-Team");
  await field("Value of header 1").fill("blue");
  await session.workbench.screenshot("4-edit");
  await button("Save").click();
  await card("work")
    .getByText(/^2 models: /)
    .waitFor();
  expect(await field("Default for chats").inputValue()).toBe("work/other");
  expect((await listed()).find(({ name }) => name === "work")).toMatchObject({ hasApiKey: true, headerNames: ["X-Team"] });
  expect(server.requests.findLast(({ path }) => path.endsWith("/models"))?.headers).toMatchObject({
    ...{ authorization: "Bearer sk-very-secret", "x-team": "blue" },
  });
});

test("a form that is half filled in outlives another tab, and the command line's change is seen", async () => {
  await button("Add provider").click();
  await field("Name").fill("half");
  await session.workbench.openFile("add.js");
  await session.cli("providers", "add", "openai-compatible", "gone", "--url", "http://127.0.0.1:9/v1");
  await session.workbench.commandByKeys("AI Chat Local: Manage Providers");
  view = await session.workbench.webview("main h1");
  await field("Name").click();
  expect(await field("Name").inputValue()).toBe("half");
  await press("Escape");
  await card("gone").getByText("No models: ").waitFor();
  await button("Test gone").click();
  await card("gone").getByText("gone failed the test").waitFor();
});

test("a preset is added for a model, and questions to it go by it", async () => {
  await session.workbench.commandByKeys("AI Chat Local: Manage Presets");
  view = await session.workbench.webview("main h1:has-text('Presets')");
  await button("Add preset").click();
  await field("Name").fill("Precise");
  await field("System prompt").fill("Be exact.");
  await field("Temperature").fill("0.1");
  await field("Models that are always asked like this").fill("work/other");
  await button("Add model").click();
  await session.workbench.screenshot("5-preset-form");
  await button("Add preset").last().click();
  await view.getByRole("article", { name: "Precise" }).getByText("For work/other.").waitFor();
  expect(await faintTexts(view.locator("main"), 4.5)).toEqual([]);
  await session.workbench.screenshot("6-presets");
  server.set({ tokens: 5 });
  await session.cli("chat", "Hi", "--model", "work/other");
  const asked: unknown = server.requests.findLast(({ path }) => path.endsWith("/chat/completions"))?.body;
  expect(asked).toMatchObject({ temperature: 0.1, messages: [{ role: "system", content: "Be exact." }, { role: "user" }] });
  await session.workbench.commandByKeys("AI Chat Local: Manage Providers");
  view = await session.workbench.webview("main h1:has-text('Providers')");
});

/** What does not fit: the view itself never scrolls sideways. */
const tooWide = () => view.locator("main").evaluate(({ ownerDocument: { documentElement: page } }) => page.scrollWidth - page.clientWidth);

test.each([
  ["Dark Modern", "vscode-dark"],
  ["Light Modern", "vscode-light"],
  ["Dark High Contrast", "vscode-high-contrast"],
])("the list and the form are legible in %s", async (theme, kind) => {
  await session.workbench.chooseTheme(theme);
  await view.locator(`body[data-vscode-theme-kind="${kind}"] main`).waitFor();
  await session.workbench.screenshot(`${kind}-list`);
  const faint = await faintTexts(view.locator("main"), 4.5);
  await button("Add provider").click();
  await field("Vendor").selectOption({ index: 1 });
  await button("Advanced").click();
  await button("Add a header").click();
  await session.workbench.screenshot(`${kind}-form`);
  faint.push(...(await faintTexts(view.locator("main"), 4.5)));
  await button("Cancel").click();
  expect(faint).toEqual([]);
});

test("at 400 px all of it can be used, and every control has a name", async () => {
  await session.workbench.page.setViewportSize({ width: 750, height: 900 });
  await button("Edit work").click();
  await session.workbench.screenshot("narrow");
  expect(await tooWide()).toBe(0);
  const unnamed = (await view.locator("main").ariaSnapshot())
    .split("\n")
    .filter((line) => /- (button|textbox|combobox|checkbox|radio):?$/.test(line));
  expect(unnamed).toEqual([]);
  await button("Cancel").click();
});

test("its models fold out, and are loaded and unloaded by keyboard", async () => {
  const box = await startOllama();
  await session.cli("providers", "add", "ollama", "box", "--url", box.url);
  await button("Refresh").click();
  await button("Models of box").focus();
  await press("Enter");
  await button("Load m").focus();
  await press("Enter");
  await card("box")
    .getByText(/^in memory · .* 8,192 tokens of context · 6\.0 GB of memory/)
    .waitFor();
  await session.workbench.screenshot("5-models");
  await button("Unload m").focus();
  await press("Enter");
  await button("Load m").waitFor();
  expect(box.chats).toEqual([
    { model: "m", messages: [], stream: false },
    { model: "m", messages: [], stream: false, keep_alive: 0 },
  ]);
  await session.cli("providers", "remove", "box");
  await box.close();
});

test("it is removed once that is confirmed", async () => {
  await button("Remove work").click();
  await view.getByText("Remove work and its key?").waitFor();
  await session.workbench.screenshot("5-remove");
  await press("Shift+Tab");
  await press("Enter");
  await card("work").waitFor({ state: "detached" });
  await view.locator("button:focus").waitFor();
  expect((await listed()).map(({ name }) => name)).toEqual(["embedded", "gone"]);
});
