import { writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { startFakeLlm } from "../fixtures/fake-llm/server.mjs";
import { ChatView } from "./support/chat.js";
import { chatFile, text, type FileChat } from "./support/chat-file.js";
import { runSidecar, Session } from "./support/session.js";

const title = "A chat of 10,000 messages";
const exchanges = 5_000;
const mostNodes = 400;
/** The exchange whose answer has a word that no other has. */
const rare = 37;

let server: Awaited<ReturnType<typeof startFakeLlm>>;
let session: Session;
let chat: ChatView;

const longChat = (): FileChat => ({
  title,
  model: "lab/fake",
  messages: Array.from({ length: exchanges }, (_, index): FileChat["messages"] => [
    { role: "user", parts: [text(`Question ${index}`)] },
    {
      role: "assistant",
      model: "lab/fake",
      parts: [text(`Answer ${index}. ${"Some words. ".repeat(index % 20)}\n\n- ${index === rare ? "a **cormo**rant" : "a bird"}\n- two`)],
    },
  ]).flat(),
});

beforeAll(async () => {
  server = await startFakeLlm({ speaks: ["openai"], parameters: { style: "echo" } });
  session = await Session.start({ series: "long-chat" }, async (dataDirectory) => {
    await runSidecar(dataDirectory, "providers", "add", "openai-compatible", "lab", "--url", `${server.url}/v1`);
    const file = path.join(dataDirectory, "long.json");
    writeFileSync(file, chatFile([longChat()]));
    await runSidecar(dataDirectory, "import", file);
  });
  chat = await ChatView.open(session.workbench);
});

afterEach(({ task }) => (task.result?.state === "fail" ? session.workbench.screenshot("failed") : undefined));

afterAll(async () => {
  await session.stop();
  await server.close();
});

const list = () => chat.locator(".messages");
const nodes = () => chat.locator(".messages .message").count();
const atEnd = () => list().evaluate((scroller) => scroller.scrollHeight - scroller.clientHeight - scroller.scrollTop < 2);

/**
 * Watches from now on, frame by frame, how far what is read moves while nobody scrolls, and how many messages came on top.
 * @returns what was seen so far
 */
async function watch(): Promise<() => Promise<{ moved: number; came: number; most: number }>> {
  await list().evaluate((scroller) => {
    const seen = { moved: 0, came: 0, most: 0 };
    Object.assign(scroller, { seen });
    let quiet = 0;
    scroller.addEventListener("wheel", () => (quiet = 0), { passive: true });
    let before: { article: Element; top: number; position: number } | undefined;
    const look = (): void => {
      const view = scroller.getBoundingClientRect();
      if (before?.article.isConnected) {
        const position = Number(before.article.ariaPosInSet);
        const moved = Math.abs(before.article.getBoundingClientRect().top - before.top);
        // A turn of the wheel is drawn with the frame after it at the latest.
        if (quiet > 2) seen.moved = Math.max(seen.moved, moved);
        seen.came += position - before.position;
      }
      quiet++;
      const all = [...scroller.querySelectorAll(".message")];
      seen.most = Math.max(seen.most, all.length);
      const article = all.find((each) => {
        const { top, bottom } = each.getBoundingClientRect();
        return bottom > view.top + 50 && top < view.bottom;
      });
      before = article && { article, top: article.getBoundingClientRect().top, position: Number(article.ariaPosInSet) };
      requestAnimationFrame(look);
    };
    look();
  });
  return () => list().evaluate((scroller) => (scroller as unknown as { seen: { moved: number; came: number; most: number } }).seen);
}

test("a chat of 10,000 messages opens at its end", async () => {
  await chat.button("All chats").click();
  await chat.locator(".chat-row").filter({ hasText: title }).locator(".chat-open").click();
  await chat.lastAnswer.getByText(`Answer ${exchanges - 1}.`).waitFor();
  await expect.poll(atEnd).toBe(true);
  expect(await nodes()).toBeLessThanOrEqual(mostNodes);
});

test("what is read stays in its place while older messages come on top", async () => {
  const seen = await watch();
  await list().hover();
  for (let pages = 1; pages <= 3; pages++) {
    await expect
      .poll(
        async () => {
          await session.workbench.page.mouse.wheel(0, -1500);
          return (await seen()).came;
        },
        { timeout: 30_000, interval: 250 },
      )
      .toBeGreaterThanOrEqual(pages * 50);
  }
  // What came last is drawn and measured.
  await list().evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  const { moved, most } = await seen();
  expect(moved).toBeLessThanOrEqual(1);
  expect(most).toBeLessThanOrEqual(mostNodes);
  expect(await atEnd()).toBe(false);
});

test("a word of an old message is found and jumped to", async () => {
  await session.workbench.command("AI Chat Local: Find in Chat");
  const field = chat.locator('input[aria-label^="Find"]');
  await field.fill("cormorant");
  await expect.poll(() => chat.locator(".find-count").textContent(), { timeout: 30_000 }).toBe("1 of 1");
  const found = chat.answers.filter({ hasText: `Answer ${rare}.` });
  const isInSight = () =>
    found.evaluate((article) => {
      const frame = article.closest(".messages")?.getBoundingClientRect();
      const { top, bottom } = article.getBoundingClientRect();
      return frame !== undefined && top >= frame.top - 1 && bottom <= frame.bottom;
    });
  await expect.poll(isInSight).toBe(true);
  expect(await found.getAttribute("aria-posinset")).toBe(String(2 * rare + 2));
  expect(await found.getAttribute("aria-setsize")).toBe(String(2 * exchanges));
  expect(await nodes()).toBeLessThanOrEqual(mostNodes);
  await field.press("Escape");
});

test("a question is asked from there, and its answer follows at the end", async () => {
  await chat.ask("And after all of that?");
  await chat.lastAnswer.getByText("And after all of that?").waitFor();
  await chat.answered();
  await expect.poll(atEnd).toBe(true);
  expect(await chat.lastAnswer.getAttribute("aria-posinset")).toBe(String(2 * exchanges + 2));
  expect(await nodes()).toBeLessThanOrEqual(mostNodes);
  expect(session.workbench.errors).toEqual([]);
});
