import type { FrameLocator } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { startFakeLlm } from "../fixtures/fake-llm/server.mjs";
import { ChatView } from "./support/chat.js";
import { runSidecar, Session } from "./support/session.js";

let server: Awaited<ReturnType<typeof startFakeLlm>>;
let session: Session;
let chat: ChatView;
let ledger: FrameLocator;

beforeAll(async () => {
  server = await startFakeLlm({ speaks: ["openai"], parameters: { tokens: 20 } });
  session = await Session.start({ series: "privacy" }, async (dataDirectory) => {
    await runSidecar(dataDirectory, "providers", "add", "openai-compatible", "fake", "--url", `${server.url}/v1`);
    // An address that RFC 5737 keeps for documents: nobody is there, and it is not this machine.
    await runSidecar(dataDirectory, "providers", "add", "openai-compatible", "away", "--url", "http://192.0.2.1:9/v1");
    await runSidecar(dataDirectory, "privacy", "local-only", "on");
  });
  chat = await ChatView.open(session.workbench);
});

afterEach(({ task }) => (task.result?.state === "fail" ? session.workbench.screenshot("failed") : undefined));

afterAll(async () => {
  await session.stop();
  await server.close();
});

test("Local only stands in the status bar, and what is on this machine answers", async () => {
  await session.workbench.statusItem("localOnly").getByText("Local only").waitFor();
  await chat.ask("Still there?");
  await chat.answered();
});

test("the ledger says that nothing has left this machine, and on request what was refused and what stayed", async () => {
  await session.workbench.command("AI Chat Local: Show What Left This Machine");
  ledger = await session.workbench.webview("main h1:has-text('What left this machine')");
  await ledger.getByText("Nothing has left this machine").waitFor();
  await session.workbench.screenshot("1-nothing-left");
  await ledger.getByRole("checkbox", { name: /refused/ }).check();
  await ledger.getByRole("cell", { name: "Refused by Local only" }).first().waitFor();
  await ledger
    .getByRole("row", { name: /local.*Chat.*fake.*Answered/ })
    .first()
    .waitFor();
  const text = await ledger.locator("table").innerText();
  expect(text).toContain("http://192.0.2.1:9");
  expect(text).not.toContain("Still there?");
  await session.workbench.screenshot("2-everything");
});

test("turned off in the tab, Local only is off everywhere", async () => {
  await ledger.getByRole("switch", { name: "Local only is on" }).click();
  await ledger.getByRole("switch", { name: "Local only is off" }).waitFor();
  await session.workbench.statusItem("localOnly").waitFor({ state: "hidden" });
  await session.workbench.command("AI Chat Local: Toggle Local Only");
  await session.workbench.statusItem("localOnly").getByText("Local only").waitFor();
  await ledger.getByRole("switch", { name: "Local only is on" }).waitFor();
});

test("no column of the ledger is out of sight, however narrow or wide the tab is", async () => {
  const { page } = session.workbench;
  await session.workbench.command("View: Toggle Primary Side Bar Visibility");
  const scroller = ledger.locator(".scroller");
  const tabWidth = () => scroller.evaluate(() => innerWidth);
  await expect.poll(tabWidth).toBeGreaterThan(1200);
  const around = 1280 - (await tabWidth());
  for (const width of [300, 600, 730, 900, 1200, 1600]) {
    await page.setViewportSize({ width: width + around, height: 800 });
    await expect.poll(tabWidth).toBe(width);
    expect(await scroller.evaluate((element) => element.scrollWidth - element.clientWidth)).toBe(0);
    expect(await ledger.getByRole("cell", { name: "Refused by Local only" }).first().isVisible()).toBe(true);
    await session.workbench.screenshot(`3-${width}`);
  }
});
