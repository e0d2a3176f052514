import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { startFakeLlm } from "../fixtures/fake-llm/server.mjs";
import type { ChatListResult } from "../../shared-protocol/generated/protocol.js";
import { ChatView } from "./support/chat.js";
import { runSidecar, Session } from "./support/session.js";

let server: Awaited<ReturnType<typeof startFakeLlm>>;
let session: Session;
let chat: ChatView;

/** Later answers look so. */
const answers = (parameters: Parameters<typeof server.set>[0]) => {
  server.set({ style: "echo", tokens: 20, finish: "stop", ...parameters });
};

const place = (what: "question" | "answer", at: number, of: number) =>
  chat.locator(`.siblings[aria-label="${what} ${at} of ${of} in this place" i]`);
const choose = async (menu: string, item: string) => {
  await chat.button(menu).click();
  await chat.locator('.menu [role="menuitem"]').filter({ hasText: item }).click();
};
const reload = async () => {
  await session.workbench.reload();
  await chat.reopen();
};
const asked = async (text: string) => {
  await chat.ask(text);
  await chat.lastAnswer.getByText(text).waitFor();
  await chat.answered();
};
const row = (title: string) => chat.locator(".chat-row").filter({ hasText: title });
const listed = () => chat.locator(".chat-row .chat-title").allInnerTexts();
const stored = async () => (JSON.parse(await session.cli("chats", "--json")) as ChatListResult).chats;
/** What a quick pick offers for what was typed is taken. */
const typeIntoPick = async (text: string, offered: string) => {
  const { page } = session.workbench;
  await page.locator('.quick-input-widget:visible input[type="text"]').fill(text);
  await session.workbench.quickRow(offered).waitFor();
  await page.keyboard.press("Enter");
};

beforeAll(async () => {
  server = await startFakeLlm({ speaks: ["openai"], models: ["fake", "other"] });
  session = await Session.start({ series: "branches" }, async (dataDirectory) => {
    await runSidecar(dataDirectory, "providers", "add", "openai-compatible", "lab", "--url", `${server.url}/v1`);
  });
  chat = await ChatView.open(session.workbench);
});

afterEach(({ task }) => (task.result?.state === "fail" ? session.workbench.screenshot("failed") : undefined));

afterAll(async () => {
  await session.stop();
  await server.close();
});

test("a question that was edited stands beside the old one, and the arrows lead back and forth, also after a reload", async () => {
  answers({});
  await asked("Which birds sing at night?");
  await chat.button("Edit and ask again").click();
  const field = chat.locator(".question-edit textarea");
  await field.fill("Which birds sing in winter?");
  await session.workbench.screenshot("1-edit");
  await field.press("Enter");
  await chat.lastAnswer.getByText("Which birds sing in winter?").waitFor();
  await place("question", 2, 2).waitFor();
  await chat.button("Previous question").click();
  await chat.lastAnswer.getByText("Which birds sing at night?").waitFor();
  await place("question", 1, 2).waitFor();
  await chat.button("Next question").click();
  await chat.lastAnswer.getByText("Which birds sing in winter?").waitFor();
  await reload();
  await place("question", 2, 2).waitFor({ timeout: 60_000 });
  await chat.button("Previous question").click();
  await chat.lastAnswer.getByText("Which birds sing at night?").waitFor();
  await chat.button("Next question").click();
  await place("question", 2, 2).waitFor();
});

test("an answer can be had again, and from another model, and each is kept", async () => {
  await chat.button("Answer again").click();
  await place("answer", 2, 2).waitFor();
  await choose("More for this answer", "Answer with another model…");
  await chat.locator(".model-chooser .model-option").filter({ hasText: "other" }).click();
  await place("answer", 3, 3).waitFor();
  const author = chat.lastAnswer.locator(".author");
  await expect.poll(() => author.innerText()).toBe("other");
  await session.workbench.screenshot("2-answers");
  await chat.button("Previous answer").click();
  await place("answer", 2, 3).waitFor();
  await expect.poll(() => author.innerText()).toBe("fake");
  expect(await chat.button(/^Model: /).innerText(), "the model of the chat stays").toContain("fake");
});

test("an answer that was cut goes on in its place", async () => {
  answers({ style: "prose", finish: "length" });
  await chat.startNew();
  await chat.ask("Tell me a long story");
  await chat.text("Cut off: the answer reached its limit of length.").waitFor();
  const before = await chat.lastAnswer.locator(".markdown").innerText();
  await session.workbench.screenshot("3-cut");
  answers({ style: "prose" });
  await chat.button("Continue").click();
  await chat.text("Cut off: the answer reached its limit of length.").waitFor({ state: "detached" });
  await chat.answered();
  const after = await chat.lastAnswer.locator(".markdown").innerText();
  expect(after.startsWith(before)).toBe(true);
  expect(after.length).toBeGreaterThan(before.length);
  expect(await chat.answers.count()).toBe(1);
});

test("a fork opens the copy and leaves the chat as it was", async () => {
  answers({});
  await chat.startNew();
  await asked("A first turn");
  await asked("A second turn");
  await choose("More for this answer", "Fork from here");
  await expect.poll(() => chat.answers.count()).toBe(1);
  await asked("Elsewhere instead");
  const forks = (await stored()).filter(({ title }) => title.includes("A first turn"));
  expect(forks).toHaveLength(2);
  const texts = await Promise.all(forks.map(({ chatId }) => session.cli("chats", "show", chatId)));
  expect(texts.map((text) => [text.includes("A second turn"), text.includes("Elsewhere instead")]).sort()).toEqual([
    [false, true],
    [true, false],
  ]);
});

test("a rating stays", async () => {
  await chat.lastAnswer.getByRole("button", { name: "Good answer" }).click();
  await expect.poll(async () => (await session.lastChat()).at(-1)?.rating).toBe("up");
  await reload();
  const good = chat.lastAnswer.getByRole("button", { name: "Good answer" });
  await good.waitFor({ timeout: 60_000 });
  expect(await good.getAttribute("aria-pressed")).toBe("true");
  await session.workbench.screenshot("4-rated");
});

test("what is deleted from a message on can be taken back, and is gone when it is not", async () => {
  const question = () => chat.locator(".user-message").filter({ hasText: "Elsewhere instead" });
  const remove = async () => {
    await question().getByRole("button", { name: "More for this question" }).click();
    await chat.locator('.menu [role="menuitem"]').filter({ hasText: "Delete from here" }).click();
    await question().waitFor({ state: "detached" });
  };
  await remove();
  await session.workbench.screenshot("5-deleted");
  await chat.button("Undo").click();
  await question().waitFor();
  expect(JSON.stringify(await session.lastChat())).toContain("Elsewhere instead");
  await remove();
  await reload();
  await chat.text("A first turn").waitFor({ timeout: 60_000 });
  expect(await question().count()).toBe(0);
  const all = await Promise.all((await stored()).map(({ chatId }) => session.cli("chats", "show", chatId)));
  expect(all.some((text) => text.includes("Elsewhere instead"))).toBe(false);
});

test("a question that is asked after a deletion stays, and the deletion cannot be taken back any more", async () => {
  answers({});
  await asked("To be deleted");
  const question = chat.locator(".user-message").filter({ hasText: "To be deleted" });
  await question.getByRole("button", { name: "More for this question" }).click();
  await chat.locator('.menu [role="menuitem"]').filter({ hasText: "Delete from here" }).click();
  await chat.locator(".deleted").waitFor();
  await asked("Instead of it");
  await chat.locator(".deleted").waitFor({ state: "detached" });
  const kept = JSON.stringify(await session.lastChat());
  expect([kept.includes("To be deleted"), kept.includes("Instead of it")]).toEqual([false, true]);
});

test("chats are pinned, filed, tagged and archived, and the list is narrowed by each", async () => {
  await chat.button("All chats").click();
  const story = row("Tell me a long story");
  const birds = row("Which birds sing at night?");
  await story.hover();
  await story.getByRole("button", { name: "Pin", exact: true }).click();
  await chat.locator(".group-heading").getByText("Pinned").waitFor();
  await chat.locator(".group-heading").getByText("Today").waitFor();
  expect((await listed())[0]).toBe("Tell me a long story");

  await story.getByRole("button", { name: "More for this chat" }).click();
  await session.workbench.screenshot("6-menu");
  await chat.locator('.menu [role="menuitem"]').filter({ hasText: "Folder…" }).click();
  await typeIntoPick("Tales", "New folder: Tales");
  await story.getByText("Tales").waitFor();

  await birds.getByRole("button", { name: "More for this chat" }).click();
  await chat.locator('.menu [role="menuitem"]').filter({ hasText: "Tags…" }).click();
  await typeIntoPick("nature", "New tag: nature");
  await birds.getByText("#nature").waitFor();
  await session.workbench.screenshot("7-labels");

  const filter = chat.locator(".list-filter");
  await filter.selectOption({ value: "folder:Tales" });
  await expect.poll(listed).toEqual(["Tell me a long story"]);
  await filter.selectOption({ value: "tag:nature" });
  await expect.poll(listed).toEqual(["Which birds sing at night?"]);
  await birds.getByRole("button", { name: "More for this chat" }).click();
  await chat.locator('.menu [role="menuitem"]').filter({ hasText: "Archive" }).click();
  await filter.selectOption({ value: "all" });
  await expect.poll(async () => (await listed()).length).toBe(3);
  expect(await birds.count()).toBe(0);
  await filter.selectOption({ value: "archived" });
  await expect.poll(listed).toEqual(["Which birds sing at night?"]);
  await birds.getByRole("button", { name: "More for this chat" }).click();
  await chat.locator('.menu [role="menuitem"]').filter({ hasText: "Take out of the archive" }).click();
  await filter.selectOption({ value: "all" });
  await birds.waitFor();
});

test("a search is narrowed to a folder, to messages with code, to a model and to days", async () => {
  answers({ style: "markdown", tokens: 300 });
  await chat.startNew();
  await chat.ask("A turn with code");
  await chat.answered();
  await chat.button("All chats").click();
  await chat.locator('input[aria-label="Search all chats"]').fill("turn");
  const hits = chat.locator(".hit .chat-title");
  await expect.poll(() => hits.count()).toBeGreaterThan(2);
  await chat.locator(".list-filter").selectOption({ value: "folder:Tales" });
  await chat.text("Nothing found.").waitFor();
  await chat.locator(".list-filter").selectOption({ value: "all" });
  await expect.poll(() => hits.count()).toBeGreaterThan(2);
  await chat.locator('.search-filter input[type="checkbox"]').check();
  await chat.text("Nothing found.").waitFor();
  await chat.locator('input[aria-label="Search all chats"]').fill("paragraph");
  await expect.poll(() => hits.allInnerTexts()).toEqual(["A turn with code"]);
  await session.workbench.screenshot("8-search");
  await chat.locator('.search-filter input[type="checkbox"]').uncheck();
  const author = chat.locator(".search-filter select");
  await author.selectOption({ label: "other" });
  await chat.text("Nothing found.").waitFor();
  await author.selectOption({ label: "fake" });
  await expect.poll(() => hits.count()).toBeGreaterThan(0);
  const [since, until] = [
    chat.locator('.search-filter input[type="date"]').first(),
    chat.locator('.search-filter input[type="date"]').last(),
  ];
  const today = new Date().toLocaleDateString("sv");
  await until.fill("2020-01-01");
  await chat.text("Nothing found.").waitFor();
  await until.fill("");
  await since.fill(today);
  await expect.poll(() => hits.count()).toBeGreaterThan(0);
  await since.fill("");
  await author.selectOption({ label: "Anybody" });
  await chat.locator('input[aria-label="Search all chats"]').fill("");
});

test("a temporary chat is in no list and gone with the sidecar", async () => {
  answers({});
  const before = (await stored()).length;
  await session.workbench.command("AI Chat Local: New Temporary Chat");
  await chat.text("Not stored").waitFor();
  await asked("Nobody keeps this");
  await session.workbench.screenshot("9-temporary");
  await chat.button("All chats").click();
  await expect.poll(async () => (await listed()).length).toBe(before);
  expect(await row("Nobody keeps this").count()).toBe(0);
  await session.workbench.page.keyboard.press("Escape");
  expect(await stored()).toHaveLength(before);
  session.killSidecar();
  await chat.text("Nobody keeps this").waitFor({ state: "detached", timeout: 60_000 });
  await chat.text("New chat").waitFor();
});

test.each([
  ["Dark Modern", "dark"],
  ["Light Modern", "light"],
])("branches, menus and labels are looked at in %s, narrow and wide", async (theme, name) => {
  await session.workbench.chooseTheme(theme);
  await chat.locator(`body[data-vscode-theme-kind="vscode-${name}"] .app`).waitFor();
  await chat.button("All chats").click();
  await row("Which birds sing at night?").locator(".chat-open").click();
  await place("question", 2, 2).waitFor();
  for (const [size, width] of [
    ["300", 300],
    ["wide", 1000],
  ] as const) {
    await session.workbench.widenSideBar(width);
    await chat.lastAnswer.hover();
    await session.workbench.screenshot(`${name}-${size}-chat`);
    await chat.button("More for this answer").click();
    await session.workbench.screenshot(`${name}-${size}-menu`);
    await session.workbench.page.keyboard.press("Escape");
    await chat.button("Edit and ask again").click();
    await session.workbench.screenshot(`${name}-${size}-edit`);
    await session.workbench.page.keyboard.press("Escape");
    await chat.button("All chats").click();
    await row("Which birds sing at night?").hover();
    await session.workbench.screenshot(`${name}-${size}-list`);
    await chat.locator('input[aria-label="Search all chats"]').fill("birds");
    await chat.locator(".hit").first().waitFor();
    await session.workbench.screenshot(`${name}-${size}-search`);
    await chat.locator('input[aria-label="Search all chats"]').fill("");
    await chat.button("Back to the chat").click();
    await place("question", 2, 2).waitFor();
    expect(await chat.locator(".app").evaluate(({ ownerDocument: { documentElement: page } }) => page.scrollWidth - page.clientWidth)).toBe(
      0,
    );
  }
  await session.workbench.widenSideBar(300);
});
