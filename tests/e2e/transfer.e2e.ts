import { copyFileSync, existsSync, readFileSync } from "node:fs";
import path from "node:path";
import type { Locator } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import type { ChatListResult } from "../../shared-protocol/generated/protocol.js";
import { ChatView } from "./support/chat.js";
import { runSidecar, Session } from "./support/session.js";

const markdownExtension = "vscode.markdown-language-features";
const sample = path.resolve(import.meta.dirname, "../fixtures/imports/claude/conversations.json");

let session: Session;
let chat: ChatView;
let exported: string;

beforeAll(async () => {
  session = await Session.start({ series: "transfer" }, async (dataDirectory) => {
    await runSidecar(dataDirectory, "import", sample);
  });
  copyFileSync(sample, path.join(session.workspace, "claude.json"));
  chat = await ChatView.open(session.workbench);
});

afterEach(({ task }) => (task.result?.state === "fail" ? session.workbench.screenshot("failed") : undefined));

afterAll(() => session.stop());

const input = (): Locator => session.workbench.page.locator('.quick-input-widget:visible input[type="text"]');

/** What VS Code was told to tell, read where it keeps it: a toast may be gone, or not be shown at all. */
async function told(text: RegExp): Promise<string> {
  const center = session.workbench.page.locator(".notifications-center");
  if (!(await center.isVisible())) await session.workbench.command("Notifications: Show Notifications");
  const item = center.locator(".notification-list-item").filter({ hasText: text }).first();
  return item.innerText();
}

/** Waits until they are gone, too: when they go, the focus does, and with it what asks something then. */
async function clearNotices(): Promise<void> {
  await session.workbench.command("Notifications: Clear All Notifications");
  await session.workbench.page.locator(":is(.notifications-center, .notifications-toasts).visible").waitFor({ state: "hidden" });
}

/** The workbench's own file dialog, once it proposes a path; the field may still hold what it held last. */
async function proposedPath(ending = ""): Promise<string> {
  await expect.poll(() => input().inputValue(), { timeout: 20_000 }).toMatch(new RegExp(`^/.*/ws/.*${ending}$`));
  return input().inputValue();
}

/** Gives it a path of one's own. It looks at the folder first: until then it takes no word for yes. */
async function takePath(file: string): Promise<void> {
  await input().fill(file);
  // What may be asked next has a field of its own, which is empty.
  const isAsked = async (): Promise<boolean> =>
    (await input().isVisible()) &&
    (
      await input()
        .inputValue({ timeout: 1000 })
        .catch(() => "")
    ).startsWith("/");
  await expect
    .poll(
      async () => {
        if (await isAsked()) await session.workbench.page.keyboard.press("Enter");
        return isAsked();
      },
      { timeout: 20_000, interval: 500 },
    )
    .toBe(false);
}

/** Chooses a file of the workspace in it. */
async function chooseFile(name: string): Promise<void> {
  await proposedPath();
  await session.workbench.quickRow(name).click();
}

test("all chats are exported into a file that its user chose", async () => {
  await session.workbench.command("AI Chat Local: Export All Chats…");
  await session.workbench.quickRow("JSON").waitFor();
  await session.workbench.screenshot("1-formats");
  await session.workbench.quickRow("JSON").click();
  exported = await proposedPath();
  expect(exported).toMatch(/\/ai-chat-local-\d{4}-\d\d-\d\d\.json$/);
  await input().press("Enter");
  await told(/Exported 2 chats with 5 messages to/);
  await session.workbench.screenshot("2-exported");
  expect(readFileSync(exported, "utf8")).toContain('{"format":"ai-chat-local","version":1');
});

test("after they are gone they are previewed, imported and the same to the byte", async () => {
  const { chats } = JSON.parse(await session.cli("chats", "--json")) as ChatListResult;
  for (const { chatId } of chats) await session.cli("chats", "delete", chatId);

  await session.workbench.command("AI Chat Local: Import Chats…");
  await session.workbench.quickRow("A file").click();
  await chooseFile(path.basename(exported));
  await session.workbench.quickRow("Import 2 new chats").waitFor();
  await session.workbench.screenshot("3-preview");
  await session.workbench.quickRow("Show the preview first").click();
  await session.workbench.quickRow("Import 2 new chats").waitFor();
  const preview = await session.workbench.webview("h1:has-text('What an import would add')", undefined, markdownExtension);
  await preview.getByRole("cell", { name: "Bread without kneading" }).waitFor();
  await session.workbench.screenshot("4-preview-document");
  await session.workbench.quickRow("Import 2 new chats").click();
  await told(/2 new chats and 5 new messages/);

  const again = path.join(session.folder, "again.json");
  await session.cli("export", "--out", again);
  expect(readFileSync(again)).toEqual(readFileSync(exported));
});

test("a second import finds nothing new", async () => {
  await session.workbench.command("AI Chat Local: Import Chats…");
  await session.workbench.quickRow("A file").click();
  await chooseFile("claude.json");
  await told(/Nothing to import: 2 chats are here already/);
  expect([...session.workbench.refused]).toEqual([]);
});

test.each([
  { program: "ChatGPT", place: "chatgpt/conversations.json", isIncomplete: true },
  { program: "Open WebUI", place: "open-webui/chats.json", isIncomplete: false },
  { program: "LM Studio", place: "lm-studio", isIncomplete: true },
  { program: "Continue", place: "continue", isIncomplete: false },
  { program: "Cline", place: "cline", isIncomplete: false },
  { program: "Copilot Chat", place: "copilot-chat/chat.json", isIncomplete: false },
])("what $program wrote is imported after a preview", async ({ program, place, isIncomplete }) => {
  const count = async () => (JSON.parse(await session.cli("chats", "--json")) as ChatListResult).chats.length;
  const before = await count();
  await clearNotices();
  await session.workbench.command("AI Chat Local: Import Chats…");
  await session.workbench.quickRow(place.endsWith(".json") ? "A file" : "A folder").click();
  await proposedPath();
  await takePath(path.resolve(import.meta.dirname, "../fixtures/imports", place));
  await session.workbench.page.locator(".quick-input-widget:visible").getByText(`Import from ${program}`).waitFor();
  await session.workbench.quickRow(/^Import \d+ new chat/).click();
  await expect.poll(count, { timeout: 20_000 }).toBeGreaterThan(before);
  // Its end is told, or its report shown: either takes the focus from what asks next.
  if (isIncomplete) await session.workbench.webview(`td:has-text('${program}')`, undefined, markdownExtension);
  else await told(/\d new messages?/);
});

test("the calls of tools in an imported chat are cards", async () => {
  await chat.button("All chats").click();
  await chat.locator(".chat-row").filter({ hasText: "Rename a symbol" }).locator(".chat-open").click();
  const card = chat.locator(".tool-card").filter({ hasText: "Tool read_file" });
  await card.getByRole("button").click();
  await card.locator("pre").getByText("main.ts").waitFor();
  await session.workbench.screenshot("5-tools");
});

const chooseInMenu = async (menu: string, item: string): Promise<void> => {
  await chat.button(menu).click();
  await chat.locator('.menu [role="menuitem"]').filter({ hasText: item }).click();
};

test("a message is exported from its menu, alone", async () => {
  await clearNotices();
  await chat.button("All chats").click();
  await chat.locator(".chat-row").filter({ hasText: "Bread without kneading" }).locator(".chat-open").click();
  await chat.lastAnswer.hover();
  await chat.lastAnswer.getByRole("button", { name: "More for this answer" }).click();
  await session.workbench.screenshot("5-message-menu");
  await chat.locator('.menu [role="menuitem"]').filter({ hasText: "Export…" }).click();
  await session.workbench.quickRow("The message, as text").click();
  const file = await proposedPath();
  await input().press("Enter");
  await told(/Exported 1 chat with 1 message to/);
  const written = readFileSync(file, "utf8");
  expect(written).toContain((await chat.lastAnswer.locator(".markdown p").first().innerText()).slice(0, 20));
  expect(written).not.toContain(await chat.locator(".user-message .user-text").first().innerText());
});

test("the open chat is exported and printed from the menu beside its title", async () => {
  await clearNotices();
  await chooseInMenu("More for the open chat", "Export chat…");
  await input().fill("as a page");
  await session.workbench.page.locator(".quick-input-list .monaco-list-row.focused").filter({ hasText: "HTML" }).waitFor();
  await input().press("Enter");
  const file = await proposedPath("Bread-without-kneading\\.html");
  await input().press("Enter");
  await told(/Exported 1 chat with/);
  expect(readFileSync(file, "utf8")).toContain("Bread without kneading");

  await clearNotices();
  await chooseInMenu("More for the open chat", "Print chat");
  const said = await told(/The page is .*Bread-without-kneading\.html/);
  await session.workbench.screenshot("6-print");
  const page = /\/.*\.html/.exec(said)?.[0] ?? "";
  expect(readFileSync(page, "utf8")).toContain("@media print");
});

test("all chats are backed up, and after they are gone restored, with what was there kept", async () => {
  await clearNotices();
  await session.workbench.command("AI Chat Local: Back Up Now…");
  await expect.poll(() => input().inputValue(), { timeout: 20_000 }).toMatch(/ai-chat-local-.*\.db$/);
  const backup = path.join(session.workspace, "backup.db");
  await takePath(backup);
  await told(/All chats are backed up in/);
  expect(existsSync(backup)).toBe(true);
  const before = await session.cli("chats", "--json");
  const { chats } = JSON.parse(before) as ChatListResult;
  for (const { chatId } of chats) await session.cli("chats", "delete", chatId);

  await clearNotices();
  await session.workbench.command("AI Chat Local: Restore Backup…");
  await session.workbench.quickRow("Another file…").click();
  await proposedPath();
  await takePath(backup);
  const dialog = session.workbench.page.locator(".monaco-dialog-box");
  await dialog.getByText("Put this backup in place of all chats?").waitFor();
  await session.workbench.screenshot("7-restore");
  await dialog.getByRole("button", { name: "Restore" }).click();
  const said = await told(/The backup is in place\. The chats from before are kept in/);
  expect(await session.cli("chats", "--json")).toBe(before);
  const kept = /kept in (\/.*?\.db)/.exec(said)?.[1] ?? "";
  expect(existsSync(kept)).toBe(true);
  await chat.button("All chats").click();
  await chat.locator(".chat-row").filter({ hasText: "Bread without kneading" }).waitFor();
});
