import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { ChatView } from "./support/chat.js";
import { Session } from "./support/session.js";

let session: Session;
let chat: ChatView;

beforeAll(async () => {
  session = await Session.start({ series: "first-run" });
  chat = await ChatView.open(session.workbench);
});

afterEach(({ task }) => (task.result?.state === "fail" ? session.workbench.screenshot("failed") : undefined));

afterAll(() => session.stop());

test("a fresh machine is offered the starter model with its size, and told that there is none yet", async () => {
  await chat.text("A chat needs a model.").waitFor();
  await chat.button(/^Download 3\d\d MB/).waitFor();
  await session.workbench.screenshot("1-offer");
});

test("a question that is asked meanwhile waits, visibly", async () => {
  await chat.button(/^Download 3\d\d MB/).click();
  await chat.button("Cancel").waitFor();
  await chat.ask("What is the capital of France?");
  await session.workbench.screenshot("2-download");
  expect(await chat.text("What is the capital of France?").isVisible()).toBe(true);
});

test("the starter model arrives and answers in the real workbench", async () => {
  await chat.answered(300_000);
  const answer = (await chat.lastAnswer.textContent()) ?? "";
  expect(answer).toMatch(/TinyLlama/i);
  expect(answer, "words of a real model, whichever they are").toMatch(/[A-Za-z]{3,}.*[A-Za-z]{3,}/s);
  expect(answer).toMatch(/\d+ tokens · [\d.]+ tokens\/s · first token/);
  await session.workbench.screenshot("3-answer");
}, 320_000);

test("the command line continues the same chats with the same model", async () => {
  const messages = await session.lastChat();
  expect(messages.map(({ role, status }) => `${role} ${status}`)).toEqual(["user complete", "assistant complete"]);
});

test("the workbench asked for nothing outside of this machine, which would have been seen", async () => {
  const { page, refused } = session.workbench;
  expect([...refused]).toEqual([]);
  for (const address of ["https://models.example/list", "https://192.0.2.1/list"]) {
    await page.evaluate((asked) => fetch(asked).catch(() => undefined), address);
    await expect.poll(() => [...refused]).toContain(address);
  }
});
