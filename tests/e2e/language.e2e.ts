import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { startFakeLlm } from "../fixtures/fake-llm/server.mjs";
import { ChatView } from "./support/chat.js";
import { runSidecar, Session } from "./support/session.js";

let server: Awaited<ReturnType<typeof startFakeLlm>>;
let session: Session;
let chat: ChatView;

beforeAll(async () => {
  server = await startFakeLlm({ speaks: ["openai"], parameters: { style: "markdown", tokens: 220, thinking: 30 } });
  session = await Session.start({ series: "language", language: "de" }, async (dataDirectory) => {
    await runSidecar(dataDirectory, "providers", "add", "openai-compatible", "fake", "--url", `${server.url}/v1`);
  });
  chat = await ChatView.open(session.workbench);
});

afterEach(({ task }) => (task.result?.state === "fail" ? session.workbench.screenshot("failed") : undefined));

afterAll(async () => {
  await session.stop();
  await server.close();
});

/** What does not fit: the view itself never scrolls sideways. */
const sideways = ({ ownerDocument: { documentElement: page } }: HTMLElement) => page.scrollWidth - page.clientWidth;
const tooWide = () => chat.locator("body > #root").evaluate(sideways);

test("in a German workbench the chat view speaks German", async () => {
  await chat.text(/^Stellen Sie eine Frage/).waitFor();
  await session.workbench.widenSideBar(300);
  await chat.locator('textarea[aria-label^="Frage."]').fill("Zeig mir alles");
  await chat.button("Senden (Eingabe)").click();
  await chat.button("Erneut antworten").waitFor({ timeout: 60_000 });
  await chat.text(/^250 Token · /).waitFor();
  await session.workbench.screenshot("1-answer");
  expect(await tooWide()).toBe(0);
});

test("menus, the models and the list of chats fit a narrow side bar", async () => {
  await chat.button("Mehr für diese Antwort").click();
  await chat.locator(".menu").waitFor();
  await session.workbench.screenshot("2-menu");
  await session.workbench.page.keyboard.press("Escape");
  await chat.button(/^Modell: /).click();
  await chat.locator(".model-option").first().waitFor();
  await session.workbench.screenshot("3-models");
  await session.workbench.page.keyboard.press("Escape");
  await chat.button("Alle Chats").click();
  await chat.locator(".chat-open").first().waitFor();
  await chat.text("Heute").waitFor();
  await session.workbench.screenshot("4-chats");
  expect(await tooWide()).toBe(0);
  await session.workbench.page.keyboard.press("Escape");
});

test("commands of the palette and the view of providers are German", async () => {
  await session.workbench.command("AI Chat Local: Anbieter verwalten");
  const view = await session.workbench.webview("main h1");
  await view.getByRole("heading", { name: "Anbieter", exact: true }).waitFor();
  await view.getByRole("region", { name: "fake", exact: true }).getByText("1 Modell: fake").waitFor();
  await session.workbench.screenshot("5-providers");
  await view.getByRole("button", { name: "Anbieter hinzufügen", exact: true }).click();
  await view.getByLabel("Basis-URL", { exact: true }).waitFor();
  await session.workbench.screenshot("6-form");
  await session.workbench.page.setViewportSize({ width: 660, height: 800 });
  await session.workbench.screenshot("7-narrow");
  expect(await view.locator("main").evaluate(sideways)).toBe(0);
});

test("what the sidecar says of a server that is gone is German too", async () => {
  await session.workbench.page.setViewportSize({ width: 1280, height: 800 });
  await chat.reopen();
  await server.close();
  await chat.locator('textarea[aria-label^="Frage."]').fill("Noch da?");
  await chat.button("Senden (Eingabe)").click();
  await chat.text(/^fake ist unter http:\/\/127\.0\.0\.1:\d+ nicht erreichbar\.$/).waitFor();
  await chat.text(/^Unter http:\/\/127\.0\.0\.1:\d+ lauscht nichts\.$/).waitFor();
  await chat.text(/^Starten Sie den Modellserver, oder prüfen Sie Adresse und Port dieses Anbieters\.$/).waitFor();
  await session.workbench.screenshot("8-failure");
});
