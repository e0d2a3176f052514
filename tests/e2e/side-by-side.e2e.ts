import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { startFakeLlm } from "../fixtures/fake-llm/server.mjs";
import { ChatView } from "./support/chat.js";
import { runSidecar, Session } from "./support/session.js";

let server: Awaited<ReturnType<typeof startFakeLlm>>;
let session: Session;
let chat: ChatView;

/** Later answers look so. */
const answers = (parameters: Parameters<typeof server.set>[0]) => {
  server.set({ style: "prose", tokens: 60, interval: 0, finish: "stop", errorAt: -1, ...parameters });
};
const reload = async () => {
  await session.workbench.reload();
  await chat.reopen();
};
const columns = () => chat.locator(".column");
const column = (name: string) => columns().filter({ has: chat.locator(".author").getByText(name, { exact: true }) });
const ended = async (count: number) => {
  await expect.poll(() => columns().count()).toBe(count);
  await expect.poll(() => chat.locator('.column[aria-busy="true"]').count(), { timeout: 30_000 }).toBe(0);
};
const place = (at: number, of: number) => chat.locator(`.siblings[aria-label="Answer ${at} of ${of} in this place"]`);
const queued = () => chat.locator(".queue-text").allInnerTexts();
const row = (text: string) => chat.locator(".queue-row").filter({ hasText: text });
const questions = () => chat.locator(".user-message .user-text").allInnerTexts();
const stored = async () => (await session.lastChat()).filter(({ role }) => role === "user").map(({ parts }) => JSON.stringify(parts));
const compareWith = async (name: string) => {
  await chat.button("Compare with another model").click();
  await chat.locator(".model-chooser .model-option").filter({ hasText: name }).click();
};

beforeAll(async () => {
  server = await startFakeLlm({ speaks: ["openai"], models: ["fake", "other", "third"] });
  session = await Session.start({ series: "side-by-side", width: 1400 }, async (dataDirectory) => {
    await runSidecar(dataDirectory, "providers", "add", "openai-compatible", "lab", "--url", `${server.url}/v1`);
  });
  chat = await ChatView.open(session.workbench);
  await session.workbench.widenSideBar(900);
});

afterEach(({ task }) => (task.result?.state === "fail" ? session.workbench.screenshot("failed") : undefined));

afterAll(async () => {
  await session.stop();
  await server.close();
});

test("two models answer side by side; the second is kept, is there after a reload, and both are shown again", async () => {
  answers({ interval: 40, style: "markdown", tokens: 120 });
  await chat.button(/^Model: /).click();
  await chat.locator(".model-option").filter({ hasText: "fake" }).click();
  await compareWith("other");
  await chat.locator('[aria-label="Asked too"]').getByText("other").waitFor();
  const said = await chat.announcements();
  await chat.ask("How does it work?");
  await expect.poll(() => chat.locator('.column[aria-busy="true"] .markdown p').count()).toBeGreaterThan(1);
  const [first, second] = [await columns().nth(0).boundingBox(), await columns().nth(1).boundingBox()];
  expect(second?.x).toBeGreaterThan((first?.x ?? 0) + (first?.width ?? 0) - 1);
  await session.workbench.screenshot("1-streaming");
  await ended(2);
  await expect
    .poll(async () => (await said()).filter((words) => words.startsWith("All answers have ended")))
    .toEqual(["All answers have ended: fake is complete and other is complete."]);
  await session.workbench.screenshot("2-ended");

  await column("other").getByRole("button", { name: "Keep this answer: other" }).click();
  await place(2, 2).waitFor();
  await expect.poll(() => chat.lastAnswer.locator(".author").innerText()).toBe("other");
  await reload();
  await place(2, 2).waitFor({ timeout: 60_000 });
  expect((await session.lastChat()).at(-1)?.model).toBe("lab/other");
  await chat.button("Show side by side").click();
  await ended(2);
  expect(await chat.locator(".column.current .author").innerText()).toBe("other");
  await chat.button("Show one answer").click();
  await place(2, 2).waitFor();
});

test("one is stopped and the other goes on; one that fails says so in its place and is asked again there", async () => {
  answers({ interval: 40, tokens: 100 });
  await chat.ask("Who stops?");
  await column("fake").locator(".markdown p").first().waitFor();
  await column("other").getByRole("button", { name: "Stop other" }).click();
  await column("other").getByText("Stopped. What came before is kept.").waitFor();
  expect(await column("fake").getAttribute("aria-busy")).toBe("true");
  await ended(2);

  answers({ errorAt: 5, tokens: 20 });
  await chat.ask("Who fails?");
  await ended(2);
  await session.workbench.screenshot("3-failed");
  answers({ tokens: 20 });
  await column("other").getByRole("button", { name: "Retry" }).click();
  await column("other").getByRole("button", { name: "Keep this answer: other" }).waitFor();
  await ended(2);
  await session.workbench.screenshot("4-retried");
  await session.workbench.command("AI Chat Local: Keep One of the Answers Side by Side");
  await expect.poll(async () => (await chat.focused()).label).toBe("Keep this answer: other");
  await session.workbench.page.keyboard.press("Enter");
  await place(3, 3).waitFor();
});

test("a chat that is left and opened again in the middle shows both as they go on, and Escape stops all", async () => {
  answers({ interval: 100, tokens: 400 });
  await chat.ask("Who goes on?");
  await column("other").locator(".markdown p").first().waitFor();
  await chat.startNew();
  await chat.button("All chats").click();
  await chat.locator(".chat-row").filter({ hasText: "How does it work?" }).locator(".chat-open").click();
  await expect.poll(() => chat.locator('.column[aria-busy="true"]').count()).toBe(2);
  await chat.question.press("Escape");
  await ended(2);
  expect(await columns().getByText("Stopped. What came before is kept.").count()).toBe(2);
  await chat.locator('[aria-label="Asked too"]').getByRole("button", { name: "Do not ask other" }).click();
});

test("questions wait in order, are edited, moved and removed, survive a reload; a stop halts them until their user goes on", async () => {
  answers({ interval: 50, tokens: 200 });
  await chat.startNew();
  await chat.ask("First of all?");
  await chat.lastAnswer.locator(".markdown p").first().waitFor();
  for (const text of ["Second?", "Third?", "Fourth?"]) await chat.ask(text);
  await expect.poll(queued).toEqual(["Second?", "Third?", "Fourth?"]);
  await session.workbench.screenshot("5-queue");
  await row("Third?").getByRole("button", { name: "Remove from the queue" }).click();
  await row("Fourth?").focus();
  await session.workbench.page.keyboard.press("Alt+ArrowUp");
  await expect.poll(queued).toEqual(["Fourth?", "Second?"]);
  await row("Second?").getByRole("button", { name: "Edit in the composer" }).click();
  await expect.poll(() => chat.question.inputValue()).toBe("Second?");
  await chat.ask("Second, in other words?");
  await expect.poll(queued).toEqual(["Fourth?", "Second, in other words?"]);

  await chat.question.press("Escape");
  await chat.locator(".queue.halted").getByText("The answer was stopped.").waitFor();
  await session.workbench.screenshot("6-halted");
  expect(await questions()).toEqual(["First of all?"]);
  await reload();
  await expect.poll(queued, { timeout: 60_000 }).toEqual(["Fourth?", "Second, in other words?"]);
  await chat.locator(".queue.halted").waitFor();
  answers({ style: "echo" });
  await chat.button("Go on").click();
  await expect.poll(questions).toEqual(["First of all?", "Fourth?", "Second, in other words?"]);
  await chat.answered();
  await expect.poll(() => chat.locator(".queue").count()).toBe(0);
  expect((await session.lastChat()).filter(({ role }) => role === "user")).toHaveLength(3);
});

test("a question of the queue is sent at once, and another chat that is looked at takes nothing of it", async () => {
  answers({ interval: 50, tokens: 400 });
  await chat.ask("Too long?");
  await chat.lastAnswer.locator(".markdown p").first().waitFor();
  for (const text of ["Later?", "Now?"]) await chat.ask(text);
  answers({ interval: 20, tokens: 40 });
  await row("Now?").getByRole("button", { name: "Send now" }).click();
  await expect.poll(async () => (await questions()).slice(-2)).toEqual(["Too long?", "Now?"]);
  await chat.startNew();
  expect(await chat.locator(".queue").count()).toBe(0);
  await expect.poll(async () => (await stored()).at(-1), { timeout: 30_000 }).toContain("Later?");
});

test("what waits goes on while the view is hidden, and all of it is there when it is back", async () => {
  answers({ interval: 20, tokens: 500 });
  await chat.startNew();
  await chat.ask("Seen?");
  await chat.lastAnswer.locator(".markdown p").first().waitFor();
  answers({});
  for (const text of ["Unseen?", "Unseen as well?"]) await chat.ask(text);
  await expect.poll(queued).toEqual(["Unseen?", "Unseen as well?"]);
  await session.workbench.command("View: Show Explorer");
  await expect.poll(async () => (await stored()).at(-1), { timeout: 30_000 }).toContain("Unseen as well?");
  await chat.reopen();
  await chat.answered();
  expect(await questions()).toEqual(["Seen?", "Unseen?", "Unseen as well?"]);
  expect(await chat.locator(".queue").count()).toBe(0);
});

test.each([
  ["Dark Modern", "dark"],
  ["Light Modern", "light"],
  ["Dark High Contrast", "high-contrast"],
])("answers side by side are looked at in %s, narrow and wide", async (theme, kind) => {
  answers({ style: "markdown", tokens: 150 });
  await session.workbench.chooseTheme(theme);
  await chat.locator(`body[data-vscode-theme-kind="vscode-${kind}"] .app`).waitFor();
  await session.workbench.widenSideBar(900);
  await chat.startNew();
  if ((await chat.locator('[aria-label="Asked too"]').count()) === 0) await compareWith("other");
  await chat.ask("Show me everything");
  await ended(2);
  for (const [size, width] of [
    ["wide", 900],
    ["300", 300],
  ] as const) {
    await session.workbench.widenSideBar(width);
    await session.workbench.screenshot(`${kind}-${size}`);
    expect(await chat.locator(".app").evaluate(({ ownerDocument: { documentElement: page } }) => page.scrollWidth - page.clientWidth)).toBe(
      0,
    );
  }
});
