import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { startFakeLlm } from "../fixtures/fake-llm/server.mjs";
import { ChatView } from "./support/chat.js";
import { runSidecar, Session } from "./support/session.js";
import type { Workbench } from "./support/workbench.js";

let server: Awaited<ReturnType<typeof startFakeLlm>>;
let session: Session;
let otherWindow: Workbench;
let one: ChatView;
let other: ChatView;

beforeAll(async () => {
  server = await startFakeLlm({ speaks: ["openai"], models: ["fake", "second"], parameters: { style: "echo" } });
  session = await Session.start({ series: "windows" }, async (dataDirectory) => {
    await runSidecar(dataDirectory, "providers", "add", "openai-compatible", "lab", "--url", `${server.url}/v1`);
  });
  [otherWindow, one] = await Promise.all([session.openWindow("other"), ChatView.open(session.workbench)]);
  other = await ChatView.open(otherWindow);
});

afterEach(async ({ task }) => {
  if (task.result?.state !== "fail") return;
  await session.workbench.screenshot("failed");
  await otherWindow.screenshot("failed");
});

afterAll(async () => {
  await session.stop();
  await server.close();
});

const ask = async (view: ChatView, question: string): Promise<void> => {
  await view.ask(question);
  await view.lastAnswer.getByText(question).waitFor();
  await view.answered();
};
const row = (view: ChatView, title: string) => view.locator(".chat-row").filter({ hasText: title });
const open = async (view: ChatView, title: string): Promise<void> => {
  await view.button("All chats").click();
  await row(view, title).locator(".chat-open").click();
};
const title = (view: ChatView) => view.locator("h1.title").innerText();
const model = (view: ChatView) => view.button(/^Model: /).getAttribute("aria-label");

test("a chat that is asked in one window comes into the list of the other", async () => {
  await expect.poll(() => session.countSidecars()).toBe(2);
  await other.button("All chats").click();
  await other.text("No chats yet.").waitFor();
  await ask(one, "Asked in one");
  await row(other, "Asked in one").getByText("Asked in one").first().waitFor();
});

test("a chat that is renamed in one is renamed in the other, in its list and where it is open", async () => {
  await one.locator(".header .title button").click();
  await one.locator(".header input").fill("Named in one");
  await one.locator(".header input").press("Enter");
  await row(other, "Named in one").waitFor();
  await row(other, "Named in one").locator(".chat-open").click();
  await other.lastAnswer.getByText("Asked in one").waitFor();
  await other.locator(".header .title button").click();
  await other.locator(".header input").fill("Named in the other");
  await other.locator(".header input").press("Enter");
  await expect.poll(() => title(one)).toBe("Named in the other");
});

test("an answer that is asked in one comes into the same chat in the other, both ways", async () => {
  await ask(one, "Again in one");
  await other.lastAnswer.getByText("Again in one").waitFor();
  await ask(other, "Again in the other");
  await one.lastAnswer.getByText("Again in the other").waitFor();
  for (const view of [one, other]) await expect.poll(() => view.answers.count()).toBe(3);
});

test("each window keeps its own chat, model and draft", async () => {
  await other.startNew();
  await ask(other, "Only in the other");
  await other.button(/^Model: /).click();
  await other.locator(".model-option").filter({ hasText: "second" }).click();
  await expect.poll(() => model(other)).toBe("Model: second local");
  await one.question.fill("not sent yet");
  await ask(other, "By the second model");
  expect(await title(one)).toBe("Named in the other");
  expect(await model(one)).toBe("Model: fake local");
  expect(await one.question.inputValue()).toBe("not sent yet");
  await otherWindow.reload();
  await other.reopen();
  await other.lastAnswer.getByText("By the second model").waitFor();
  expect(await title(other)).toBe("Only in the other");
  await expect.poll(() => model(other)).toBe("Model: second local");
  expect(await title(one)).toBe("Named in the other");
});

test("a chat that is deleted in one goes in the other, from its list and where it is open", async () => {
  await open(other, "Named in the other");
  await other.lastAnswer.getByText("Again in the other").waitFor();
  await one.question.fill("");
  await one.button("All chats").click();
  for (const name of ["Named in the other", "Only in the other"]) {
    await row(one, name).hover();
    await row(one, name).getByRole("button", { name: "Delete (Del)" }).click();
  }
  // The second deletion leaves no time any more to take the first one back.
  await other.text(/^Ask a question, or select code/).waitFor();
  await other.button("All chats").click();
  await expect.poll(() => row(other, "Named in the other").count()).toBe(0);
  for (const { errors, refused } of [session.workbench, otherWindow]) expect([...errors, ...refused]).toEqual([]);
});
