import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { startFakeLlm } from "../fixtures/fake-llm/server.mjs";
import { ChatView } from "./support/chat.js";
import { runSidecar, Session } from "./support/session.js";

let server: Awaited<ReturnType<typeof startFakeLlm>>;
let session: Session;
let chat: ChatView;

beforeAll(async () => {
  server = await startFakeLlm({ speaks: ["openai"], parameters: { style: "prose", tokens: 4 } });
  session = await Session.start({ series: "titles", settings: { "aiChatLocal.nameChats": true } }, async (dataDirectory) => {
    await runSidecar(dataDirectory, "providers", "add", "openai-compatible", "fake", "--url", `${server.url}/v1`);
  });
  chat = await ChatView.open(session.workbench);
});

afterEach(({ task }) => (task.result?.state === "fail" ? session.workbench.screenshot("failed") : undefined));

afterAll(async () => {
  await session.stop();
  await server.close();
});

test("a model on this machine names a new chat, and its user names it otherwise", async () => {
  await chat.ask("What is it called?");
  await chat.answered();
  const title = chat.locator(".header .title button");
  await expect.poll(() => title.innerText(), { timeout: 20_000 }).not.toBe("What is it called?");
  const asked = server.requests.filter(({ path }) => path.endsWith("/chat/completions"));
  expect(JSON.stringify(asked.at(-1)?.body)).toContain("Write a title");
  await title.click();
  await chat.locator(".header input").fill("Mine");
  await chat.locator(".header input").press("Enter");
  await expect.poll(async () => session.cli("chats")).toContain("Mine");
});
