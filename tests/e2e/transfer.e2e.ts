import { copyFileSync, readFileSync } from "node:fs";
import path from "node:path";
import type { Locator } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import type { ChatListResult } from "../../shared-protocol/generated/protocol.js";
import { runSidecar, Session } from "./support/session.js";

const sample = path.resolve(import.meta.dirname, "../fixtures/imports/claude/conversations.json");

let session: Session;
let exported: string;

beforeAll(async () => {
  session = await Session.start({ series: "transfer" }, async (dataDirectory) => {
    await runSidecar(dataDirectory, "import", sample);
  });
  copyFileSync(sample, path.join(session.workspace, "claude.json"));
  await session.workbench.openChat();
});

afterEach(({ task }) => (task.result?.state === "fail" ? session.workbench.screenshot("failed") : undefined));

afterAll(() => session.stop());

const input = (): Locator => session.workbench.page.locator('.quick-input-widget:visible input[type="text"]');

const notice = (text: string | RegExp): Locator => session.workbench.page.locator(".notification-toast").filter({ hasText: text }).first();

/** The workbench's own file dialog, once it proposes a path. */
async function proposedPath(): Promise<string> {
  await expect.poll(() => input().inputValue(), { timeout: 20_000 }).toMatch(/^\/.*\/ws\//);
  return input().inputValue();
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
  await notice(/Exported 2 chats with 5 messages to/).waitFor();
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
  await session.workbench.page.locator(".part.editor").getByText("Bread without kneading").first().waitFor();
  await session.workbench.screenshot("4-preview-document");
  await session.workbench.quickRow("Import 2 new chats").click();
  await notice(/2 new chats, 5 new messages, 0 problems/).waitFor();

  const again = path.join(session.folder, "again.json");
  await session.cli("export", "--out", again);
  expect(readFileSync(again)).toEqual(readFileSync(exported));
});

test("a second import finds nothing new", async () => {
  await session.workbench.command("AI Chat Local: Import Chats…");
  await session.workbench.quickRow("A file").click();
  await chooseFile("claude.json");
  await notice(/Nothing to import: 2 chats are here already/).waitFor();
  expect([...session.workbench.refused]).toEqual([]);
});
