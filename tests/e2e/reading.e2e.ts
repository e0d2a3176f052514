import { afterEach, expect, test } from "vitest";
import type { ToHost, ToView } from "../../extension/src/features/chat/messages.js";
import type { ChatMessage } from "../../shared-protocol/generated/protocol.js";
import { longAnswer } from "./support/long-answer.js";
import { chat, message, ViewPage, type Answer } from "./support/view-page.js";

let view: ViewPage;

afterEach(() => view.close());

const exchanges = (count: number): ChatMessage[] =>
  Array.from({ length: count }, (_, index) => [
    message("user", `Question ${index}`, { messageId: `q${index}` }),
    message("assistant", `Answer ${index}.\n\n${"Some words of it. ".repeat(1 + (index % 40))}\n\n- one\n- two`, {
      messageId: `a${index}`,
    }),
  ]).flat();

/** A host that has a chat and gives it page by page. */
function hostOf(messages: readonly ChatMessage[], pageSize = 50): Answer {
  return (said: ToHost): ToView[] => {
    if (said.type !== "openChat" || said.chatId === undefined) return [];
    const end = said.before === undefined ? messages.length : messages.findIndex(({ messageId }) => messageId === said.before);
    const start = said.all === true ? 0 : Math.max(0, end - pageSize);
    return [{ type: "chat", chat, messages: messages.slice(start, end), hasMore: start > 0, prepend: said.before !== undefined }];
  };
}

const scroller = () => view.page.locator(".messages");
const rows = () => view.page.locator(".message").count();
const atEnd = () => scroller().evaluate((list) => list.scrollHeight - list.clientHeight - list.scrollTop < 2);

/** Moves the wheel over the messages, and gives how far what was at the top of the view has moved beside that. */
async function wheel(by: number): Promise<void> {
  await scroller().hover();
  await view.page.mouse.wheel(0, by);
}

/**
 * Watches a message in each frame while something happens.
 * @returns the farthest that it moved in the view between two frames in which nobody scrolled
 */
async function jumpOf(text: string, action: () => Promise<void>): Promise<number> {
  await view.page.evaluate((wanted) => {
    const element = [...document.querySelectorAll(".message p, .user-text")].find(({ textContent }) => textContent === wanted);
    if (!element) throw new Error(`Nothing shows ${wanted}`);
    const watch = { most: 0, on: true };
    Object.assign(window, { watch });
    const first = element.getBoundingClientRect().top;
    const look = () => {
      watch.most = Math.max(watch.most, element.isConnected ? Math.abs(element.getBoundingClientRect().top - first) : Infinity);
      if (watch.on) requestAnimationFrame(look);
    };
    look();
  }, text);
  await action();
  return view.page.evaluate(() => {
    const { watch } = window as unknown as { watch: { most: number; on: boolean } };
    watch.on = false;
    return watch.most;
  });
}

test("A chat of 10,000 messages opens at its end, and few of them are in the document wherever one reads", async () => {
  view = await ViewPage.open();
  await view.show(exchanges(5_000));
  await view.page.getByText("Answer 4999.").waitFor();
  expect(await atEnd()).toBe(true);
  expect(await rows()).toBeLessThan(60);
  for (const place of [0.5, 0, 0.25, 1]) {
    await scroller().evaluate((list, at) => list.scrollTo(0, at * list.scrollHeight), place);
    await expect
      .poll(() =>
        view.page
          .locator(".message")
          .evaluateAll(
            (all) => all.filter((row) => row.getBoundingClientRect().top < 700 && row.getBoundingClientRect().bottom > 0).length,
          ),
      )
      .toBeGreaterThan(0);
    expect(await rows()).toBeLessThan(60);
  }
  expect(view.errors).toEqual([]);
});

test("What is read stays in its place while older messages come on top", async () => {
  const messages = exchanges(500);
  view = await ViewPage.open({ answer: hostOf(messages) });
  await view.tell({ type: "reopen", chatId: chat.chatId });
  await view.page.getByText("Answer 499.").waitFor();
  for (let turn = 0; turn < 40 && !(await view.page.getByText("Question 440", { exact: true }).isVisible()); turn++) {
    await wheel(-1200);
    await view.page.evaluate(() => new Promise(requestAnimationFrame));
  }
  await view.page.getByText("Question 440", { exact: true }).waitFor();
  const read = await view.page
    .locator(".user-text")
    .evaluateAll((all) => all.find((each) => each.getBoundingClientRect().top > 0)?.textContent ?? "");
  // To the very top, where a browser holds on to nothing.
  const loads = view.posted.length;
  const moved = await jumpOf(read, async () => {
    await view.tell({
      type: "chat",
      chat,
      messages: exchanges(20).map((each) => ({ ...each, messageId: `old-${each.messageId}` })),
      hasMore: true,
      prepend: true,
    });
    await view.page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  });
  expect(moved).toBeLessThanOrEqual(1);
  expect(loads).toBeGreaterThan(2);
});

test("Nothing moves under the reader while an answer arrives, and a button leads back to its end", async () => {
  view = await ViewPage.open();
  await view.show(exchanges(50));
  await view.page.getByText("Answer 49.").waitFor();
  const replyId = await ask("More?");
  await deltas(replyId, "Words of the answer. ".repeat(150).split(/(?<= )/));
  expect(await atEnd()).toBe(true);
  await wheel(-900);
  await expect.poll(atEnd).toBe(false);
  await view.page.waitForFunction(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(true)))));
  const read = await view.page
    .locator(".user-text")
    .evaluateAll((all) => all.find((each) => each.getBoundingClientRect().top > 0)?.textContent ?? "");
  expect(await jumpOf(read, () => deltas(replyId, longAnswer(6_000)))).toBeLessThanOrEqual(1);
  await view.page.getByRole("button", { name: "New text" }).click();
  await expect.poll(atEnd).toBe(true);
  await deltas(replyId, longAnswer(500));
  await expect.poll(atEnd).toBe(true);
});

test("An answer of 100,000 tokens stays at its end while it streams, can be read above, and is not drawn as a whole", async () => {
  view = await ViewPage.open();
  await view.show(exchanges(3));
  const replyId = await ask("All of it?");
  const tokens = longAnswer(100_000);
  for (let at = 0; at < tokens.length; at += 2_000) await deltas(replyId, tokens.slice(at, at + 2_000), 400);
  await expect.poll(atEnd).toBe(true);
  const elements = await view.page.locator(".markdown *").count();
  expect(elements).toBeLessThan(12_000);
  await view.tell({
    type: "replyEnded",
    replyId,
    result: { messageId: "last", userMessageId: "asked", stopReason: "stop", model: "fake/fake" },
  });
  await view.page.getByRole("button", { name: "Answer again" }).waitFor();
  expect(await atEnd()).toBe(true);
  await scroller().evaluate((list) => list.scrollTo(0, list.scrollHeight / 2));
  await expect
    .poll(() =>
      view.page
        .locator(".markdown-section > *")
        .evaluateAll(
          (all) => all.filter((each) => each.getBoundingClientRect().top < 600 && each.getBoundingClientRect().bottom > 0).length,
        ),
    )
    .toBeGreaterThan(0);
  expect(view.errors).toEqual([]);
});

async function ask(text: string): Promise<string> {
  await view.page.getByRole("textbox", { name: /^Question/ }).fill(text);
  await view.page.keyboard.press("Enter");
  await expect.poll(() => view.posted.some(({ type }) => type === "send")).toBe(true);
  const sent = view.posted.findLast((each) => each.type === "send");
  return sent?.replyId ?? "";
}

/** Streams pieces of text, so many in each frame, and waits until the last one was drawn. */
const deltas = (replyId: string, pieces: readonly string[], aFrame = 16): Promise<void> =>
  view.page.evaluate(
    ({ id, texts, count }) =>
      new Promise<void>((done) => {
        const next = () => {
          for (const text of texts.splice(0, count)) window.postMessage({ type: "delta", replyId: id, parts: [{ kind: "text", text }] });
          if (texts.length > 0) requestAnimationFrame(next);
          else setTimeout(() => requestAnimationFrame(() => requestAnimationFrame(() => done())));
        };
        next();
      }),
    { id: replyId, texts: [...pieces], count: aFrame },
  );

const marked = (name: string): Promise<number> =>
  view.page.evaluate((each) => (CSS.highlights as unknown as Map<string, Set<Range>>).get(each)?.size ?? 0, name);
const currentMark = () =>
  view.page.evaluate(() => {
    const [range] = (CSS.highlights as unknown as Map<string, Set<Range>>).get("find-current") ?? [];
    const place = range?.getBoundingClientRect();
    return {
      text: range?.startContainer.textContent ?? "",
      inSight: place !== undefined && place.top > 40 && place.bottom < innerHeight - 100,
    };
  });

test("Words are found in the whole chat, marked, and led to one after the other; a day is jumped to", async () => {
  const day = (index: number): string => new Date(Date.UTC(2026, 0, 1 + Math.floor(index / 20), 12)).toISOString();
  const messages = exchanges(400).map((each, index) => ({ ...each, createdAt: day(index) }));
  const needle = { 30: "The **need**le is here.", 401: "needle and Needle", 700: "```js\nneedle\n```" };
  for (const [at, text] of Object.entries(needle))
    messages[Number(at)] = message("assistant", text, { messageId: `n${at}`, createdAt: day(Number(at)) });
  view = await ViewPage.open({ answer: hostOf(messages) });
  await view.tell({ type: "reopen", chatId: chat.chatId });
  await view.page.getByText("Answer 399.").waitFor();
  await view.page.keyboard.press("Control+f");
  const box = view.page.getByRole("textbox", { name: /^Find/ });
  await box.fill("needle");
  const count = view.page.locator(".find-count");
  await expect.poll(() => count.textContent()).toBe("4 of 4");
  await expect.poll(currentMark).toEqual({ text: "needle", inSight: true });
  for (const [place, text] of [
    ["3 of 4", "needle and Needle"],
    ["2 of 4", "needle and Needle"],
    ["1 of 4", "need"],
    ["4 of 4", "needle"],
  ] as const) {
    await box.press("Enter");
    await expect.poll(() => count.textContent()).toBe(place);
    await expect.poll(currentMark).toEqual({ text, inSight: true });
  }
  expect(await rows()).toBeLessThan(60);
  await view.page.getByLabel("Jump to a day").fill("2026-01-11");
  await expect.poll(() => view.page.getByText("Question 100", { exact: true }).isVisible()).toBe(true);
  await box.press("Escape");
  await box.waitFor({ state: "detached" });
  expect(await marked("find")).toBe(0);
});
