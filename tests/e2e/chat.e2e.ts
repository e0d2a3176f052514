import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { startFakeLlm } from "../fixtures/fake-llm/server.mjs";
import { ChatView } from "./support/chat.js";
import { onePixel, pastePicture } from "./support/files.js";
import { runSidecar, Session } from "./support/session.js";

let server: Awaited<ReturnType<typeof startFakeLlm>>;
let session: Session;
let chat: ChatView;

/** Later answers look so. */
const answers = (parameters: Parameters<typeof server.set>[0]) => {
  server.set({ style: "prose", holdAt: -1, tokens: 200, ...parameters });
};

beforeAll(async () => {
  server = await startFakeLlm({ speaks: ["openai"], window: 4096 });
  session = await Session.start({ series: "chat" }, async (dataDirectory) => {
    await runSidecar(dataDirectory, "providers", "add", "openai-compatible", "fake", "--url", `${server.url}/v1`);
  });
  chat = await ChatView.open(session.workbench);
});

afterEach(({ task }) => (task.result?.state === "fail" ? session.workbench.screenshot("failed") : undefined));

afterAll(async () => {
  await session.stop();
  await server.close();
});

test("an answer streams in as Markdown with highlighted code and its figures", async () => {
  answers({ style: "markdown", tokens: 300 });
  await chat.ask("Show me everything");
  await chat.answered();
  expect(await chat.locator(".answer-message :is(h2, h3, h4, h5)").count()).toBeGreaterThan(0);
  expect(await chat.locator("figure.code-block").count()).toBeGreaterThan(0);
  await chat.text(/300 tokens · /).waitFor();
  await session.workbench.screenshot("1-markdown");
});

test("stop keeps what had arrived", async () => {
  answers({ holdAt: 40, tokens: 400 });
  await chat.startNew();
  await chat.ask("Never ends");
  await chat.lastAnswer.locator(".markdown p").first().waitFor();
  await chat.button(/^Stop/).click();
  await chat.text("Stopped. What came before is kept.").waitFor();
  await session.workbench.screenshot("2-stopped");
  const stored = (await session.lastChat()).at(-1);
  expect(stored).toMatchObject({ role: "assistant", status: "cancelled" });
  expect(JSON.stringify(stored?.parts).length).toBeGreaterThan(40);
});

test("a reload in mid-stream loses nothing that was shown", async () => {
  await chat.startNew();
  await chat.ask("Reload me");
  await chat.lastAnswer.locator(".markdown p").first().waitFor();
  await chat.button(/^Stop/).waitFor();
  await session.workbench.reload();
  await chat.reopen();
  await chat.text("Reload me").waitFor({ timeout: 60_000 });
  await chat.text(/What came before is kept\./).waitFor({ timeout: 60_000 });
  expect((await chat.lastAnswer.innerText()).length).toBeGreaterThan(40);
  await session.workbench.screenshot("3-after-reload");
});

test("a killed sidecar comes back, and the chat with it", async () => {
  await chat.startNew();
  await chat.ask("Kill the sidecar");
  await chat.lastAnswer.locator(".markdown p").first().waitFor();
  await chat.button(/^Stop/).waitFor();
  session.killSidecar();
  await chat.text(/ is kept/).waitFor({ timeout: 60_000 });
  expect((await chat.lastAnswer.locator(".markdown p").first().innerText()).length).toBeGreaterThan(40);
  await session.workbench.screenshot("4-sidecar-back");
  answers({ tokens: 20 });
  await chat.ask("And now?");
  await chat.answered();
});

test("explaining a selection sends the code with its file, language and lines", async () => {
  const editor = await session.workbench.openFile("add.js");
  await editor.locator(".view-line").filter({ hasText: "return" }).click();
  await session.workbench.page.keyboard.press("Control+A");
  await session.workbench.command("AI Chat Local: Explain");
  await chat.text(/add\.js/).waitFor();
  await chat.answered();
  await session.workbench.screenshot("5-selection");
  // Its words stand in the view before its request leaves.
  const asked = () => JSON.stringify(server.requests.findLast(({ path }) => path.endsWith("/chat/completions"))?.body);
  await expect.poll(asked, { timeout: 20_000 }).toContain("add.js, lines 1–");
  expect(asked()).toContain("```javascript\\nfunction add(a, b) {");
});

test("a conversation that does not fit is not cut silently: one sees what takes how much, and chooses", async () => {
  answers({ tokens: 20 });
  await chat.startNew();
  await chat.ask(`The first. ${"Something long to remember. ".repeat(450)}`);
  await chat.answered();
  await chat.ask(`The second. ${"Something else that is long. ".repeat(450)}`);
  const card = chat.locator(".error-card").first();
  await card.waitFor();
  expect(await card.innerText()).toMatch(/Earlier messages\s+about [23],\d{3}/);
  await session.workbench.screenshot("6-does-not-fit");
  await card.getByRole("button", { name: "Leave out the oldest" }).click();
  await chat.answered();
  const asked = JSON.stringify(server.requests.findLast(({ path }) => path.endsWith("/chat/completions"))?.body);
  expect(asked).toContain("The second.");
  expect(asked).not.toContain("The first.");
});

test("a pasted picture goes with the question, and is there again after a reload", async () => {
  answers({ tokens: 20 });
  await chat.startNew();
  await pastePicture(chat.question, "giraffe.png");
  await chat.button("Remove giraffe.png").waitFor();
  await chat.ask("What is this?");
  await chat.answered();
  const asked = JSON.stringify(server.requests.findLast(({ path }) => path.endsWith("/chat/completions"))?.body);
  expect(asked).toContain(`data:image/png;base64,${onePixel}`);
  await session.workbench.reload();
  await chat.reopen();
  const picture = chat.button(/^giraffe\.png: show large/);
  await picture.waitFor({ timeout: 60_000 });
  expect(await picture.locator("img").evaluate((image) => (image as HTMLImageElement).naturalWidth)).toBe(1);
  await session.workbench.screenshot("7-picture");
});

test("what a model thinks is folded with its time, and in no copy of the answer", async () => {
  answers({ style: "prose", thinking: 30, tokens: 20, interval: 20 });
  await chat.startNew();
  await chat.ask("Think first");
  await chat.button(/^Thinking \d/).waitFor();
  await chat.answered();
  const fold = chat.button(/^Thought for /);
  expect(await fold.getAttribute("aria-expanded")).toBe("false");
  expect(await chat.locator(".thinking-text").count()).toBe(0);
  await chat.lastAnswer.hover();
  await chat.button("Copy answer as Markdown").click();
  const answer = await chat.lastAnswer.locator(".markdown").innerText();
  await expect
    .poll(async () => (await session.workbench.page.evaluate(() => navigator.clipboard.readText())).replaceAll(/\s+/g, " ").trim())
    .toBe(answer.replaceAll(/\s+/g, " ").trim());
  await fold.click();
  await chat.locator(".thinking-text").waitFor();
  answers({ thinking: 0, interval: 0 });
});

test("tables, tasks, footnotes, formulas and diagrams are drawn", async () => {
  const text = [
    "| a | b |\n| - | - |\n| 1 | 2 |",
    "- [x] done\n- [ ] open",
    "Said here[^1].\n\n[^1]: The note.",
    "$$x^2 + 1$$",
    "```mermaid\ngraph TD; Here-->There\n```",
  ].join("\n\n");
  answers({ style: "echo", tokens: 100 });
  await chat.startNew();
  await chat.ask(text);
  await chat.answered();
  for (const selector of ["table td", "li.task", ".footnote-mark", "math", "figure.diagram img"])
    await chat.lastAnswer.locator(selector).first().waitFor();
  await session.workbench.screenshot("7-drawn");
  answers({});
});

test("search finds a word of an answer and opens its chat", async () => {
  await session.workbench.command("AI Chat Local: Search Chats");
  const search = chat.locator('input[aria-label="Search all chats"]');
  await search.fill("Reload");
  await chat.locator("mark").first().waitFor();
  await session.workbench.screenshot("8-search");
  await chat.locator(".hit").filter({ hasText: "Reload me" }).first().click();
  await chat.locator(".user-message").filter({ hasText: "Reload me" }).waitFor();
  await session.workbench.command("AI Chat Local: Find in Chat");
  await chat.locator('input[aria-label^="Find"]').fill("reload");
  await expect.poll(() => chat.locator(".find-count").textContent()).toBe("1 of 1");
  await chat.locator('input[aria-label^="Find"]').press("Escape");
});

test("what is found is stepped through, and a day leads to its first message", async () => {
  answers({ style: "echo" });
  await chat.startNew();
  await chat.ask(`First walrus.\n\n${Array.from({ length: 60 }, (_, at) => `Line ${at}.`).join("\n\n")}`);
  await chat.answered();
  await chat.ask("Second walrus.");
  await expect.poll(() => chat.answers.count()).toBeGreaterThan(0);
  await chat.lastAnswer.getByText("Second walrus.").waitFor();
  await chat.answered();
  await session.workbench.command("AI Chat Local: Find in Chat");
  const field = chat.locator('input[aria-label^="Find"]');
  const count = (expected: string) => expect.poll(() => chat.locator(".find-count").textContent()).toBe(expected);
  const first = chat.locator(".user-message").filter({ hasText: "First walrus." });
  const inSight = async (): Promise<boolean> =>
    (await first.count()) > 0 &&
    (await first.evaluate((element) => {
      const { top, bottom } = element.getBoundingClientRect();
      return bottom > 0 && top < innerHeight;
    }));
  await field.fill("walrus");
  await count("4 of 4");
  expect(await inSight()).toBe(false);
  for (const expected of ["3 of 4", "2 of 4", "1 of 4"]) {
    await field.press("Enter");
    await count(expected);
  }
  await expect.poll(inSight).toBe(true);
  await field.press("Enter");
  await count("4 of 4");
  await expect.poll(inSight).toBe(false);
  await field.press("Shift+Enter");
  await count("1 of 4");
  await field.press("Enter");
  await expect.poll(inSight).toBe(false);
  await chat.locator('.find-bar input[type="date"]').fill(new Date().toLocaleDateString("sv"));
  await expect.poll(inSight).toBe(true);
  await field.press("Escape");
  answers({});
});

test("a model server that has gone is an error card that says what to do", async () => {
  await server.close();
  await chat.startNew();
  await chat.ask("Anybody there?");
  await chat.locator(".error-card").waitFor();
  const card = await chat.locator(".error-card").first().innerText();
  expect(card).toContain("Retry");
  await session.workbench.screenshot("9-unreachable");
});
