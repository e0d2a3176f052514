import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { startFakeLlm } from "../fixtures/fake-llm/server.mjs";
import { ChatView } from "./support/chat.js";
import { dropText } from "./support/files.js";
import { runSidecar, Session } from "./support/session.js";

let server: Awaited<ReturnType<typeof startFakeLlm>>;
let session: Session;
let chat: ChatView;

beforeAll(async () => {
  server = await startFakeLlm({ speaks: ["openai"], window: 4096 });
  server.set({ style: "prose", tokens: 20 });
  session = await Session.start({ series: "composer" }, async (dataDirectory) => {
    await runSidecar(dataDirectory, "providers", "add", "openai-compatible", "fake", "--url", `${server.url}/v1`);
    await runSidecar(dataDirectory, "prompts", "save", "pirate", "Answer as a pirate would.");
  });
  mkdirSync(path.join(session.workspace, "lib"));
  writeFileSync(path.join(session.workspace, "lib", "giraffe.md"), "# The giraffe\n\nIt is tall.\n");
  writeFileSync(path.join(session.workspace, "lib", "zebra.md"), "# The zebra\n\nIt is striped.\n");
  chat = await ChatView.open(session.workbench);
});

afterEach(({ task }) => (task.result?.state === "fail" ? session.workbench.screenshot("failed") : undefined));

afterAll(async () => {
  await session.stop();
  await server.close();
});

/** The body of the last question that reached the server. */
const lastAsked = (): string => JSON.stringify(server.requests.findLast(({ path: at }) => at.endsWith("/chat/completions"))?.body);

test("@ finds a file, attaches it with its tokens, and the model is sent all of it", async () => {
  await chat.question.fill("Who is tall? ");
  await chat.question.press("End");
  await chat.question.pressSequentially("@gira");
  await chat.locator(".suggestion").filter({ hasText: "lib/giraffe.md" }).waitFor();
  await session.workbench.screenshot("1-mention");
  await chat.question.press("Enter");
  await chat.locator(".composer .chip").filter({ hasText: "giraffe.md" }).waitFor();
  expect(await chat.question.inputValue()).toBe("Who is tall? ");
  expect(await chat.locator(".chip-tokens").innerText()).toMatch(/^\d+$/);
  await chat.question.press("Enter");
  await chat.answered();
  expect(lastAsked()).toContain("It is tall.");
  expect(lastAsked()).toContain("lib/giraffe.md");
});

test("@ attaches a folder file by file, and a chip is taken away again", async () => {
  await chat.startNew();
  await chat.question.pressSequentially("@lib");
  await chat
    .locator(".suggestion")
    .filter({ has: chat.locator(".codicon-folder") })
    .first()
    .click();
  await expect.poll(() => chat.locator(".composer .chip").count()).toBe(2);
  await chat.button("Remove giraffe.md").click();
  await chat.ask("Who is striped?");
  await chat.answered();
  expect(lastAsked()).toContain("It is striped.");
  expect(lastAsked()).not.toContain("It is tall.");
});

test("what is attached to an unsent question is there again after another chat was looked at and after a reload", async () => {
  await chat.question.pressSequentially("@zebra");
  await chat.locator(".suggestion").filter({ hasText: "lib/zebra.md" }).first().waitFor();
  await chat.question.press("Enter");
  const chips = () => chat.locator(".composer .chip");
  await chips().filter({ hasText: "zebra.md" }).waitFor();
  await chat.startNew();
  await expect.poll(() => chips().count()).toBe(0);
  await chat.question.pressSequentially("@gira");
  await chat.locator(".suggestion").filter({ hasText: "lib/giraffe.md" }).first().waitFor();
  await chat.question.press("Enter");
  await chips().filter({ hasText: "giraffe.md" }).waitFor();
  await chat.button("All chats").click();
  await chat.locator(".chat-open").filter({ hasText: "Who is striped?" }).click();
  await chips().filter({ hasText: "zebra.md" }).waitFor();
  expect(await chips().count()).toBe(1);
  await session.workbench.reload();
  await chat.reopen();
  await chips().filter({ hasText: "zebra.md" }).waitFor({ timeout: 60_000 });
  await chat.startNew();
  await chips().filter({ hasText: "giraffe.md" }).waitFor();
  await chat.ask("How tall?");
  await chat.answered();
  expect(lastAsked()).toContain("It is tall.");
  expect(await chips().count()).toBe(0);
});

test("@ attaches the selection, problems, changes of git, a symbol and the last output of a terminal", async () => {
  const { workbench, workspace } = session;
  execFileSync("git", ["init", "-q"], { cwd: workspace });
  execFileSync("git", ["add", "-A"], { cwd: workspace });
  writeFileSync(path.join(workspace, "broken.json"), '{ "a": }\n');
  await workbench.openFile("broken.json");
  await workbench.page.locator('.part.editor [data-uri$="/broken.json"] .squiggly-error').first().waitFor();
  const editor = await workbench.openFile("add.js");
  await editor.locator(".view-line").first().click();
  await workbench.page.keyboard.press("Control+A");
  await workbench.command("Terminal: Create New Terminal");
  const terminal = workbench.page.locator(".terminal-wrapper.active .xterm-helper-textarea");
  await terminal.waitFor({ state: "attached" });
  await workbench.page.locator(".terminal-wrapper.active .xterm-screen").click();
  await workbench.page.keyboard.type("echo okapi-$((40+2))\n");
  await chat.reopen();
  await chat.startNew();
  const sources = [
    ["selection", "selection", "add.js"],
    ["problems", "problems", "Problems"],
    ["git", "git", "Git changes"],
    ["terminal", "terminal", "Terminal"],
  ] as const;
  for (const [typed, offered, chip] of sources) {
    await chat.question.pressSequentially(`@${typed}`);
    await chat.locator(".suggestion").filter({ hasText: offered }).first().click();
    await chat.locator(".composer .chip").filter({ hasText: chip }).first().waitFor();
  }
  await chat.question.pressSequentially("@add");
  const symbols = chat.locator(".suggestion").filter({ has: chat.locator('[class*="codicon-symbol"]') });
  await symbols.first().click();
  await expect.poll(() => chat.locator(".composer .chip").count()).toBe(5);
  await workbench.screenshot("3-sources");
  await chat.ask("What is all this?");
  await chat.answered();
  for (const part of ["function add(a, b)", "broken.json:1", "diff --git", "okapi-42"]) expect(lastAsked()).toContain(part);
});

test("a text that is dropped into the composer is sent as a whole", async () => {
  await chat.startNew();
  await dropText(chat.question, "okapi.txt", "The okapi is shy.\n");
  await chat.locator(".composer .chip").filter({ hasText: "okapi.txt" }).waitFor();
  await chat.ask("Who is shy?");
  await chat.answered();
  expect(lastAsked()).toContain("The okapi is shy.");
  expect(lastAsked()).toContain("okapi.txt");
});

test("/ runs a prompt of the library", async () => {
  await chat.startNew();
  await chat.question.pressSequentially("/pir");
  await chat.locator(".suggestion").filter({ hasText: "/pirate" }).waitFor();
  await chat.question.press("Tab");
  await expect.poll(() => chat.question.inputValue()).toBe("Answer as a pirate would.");
  await chat.question.press("Enter");
  await chat.answered();
  expect(lastAsked()).toContain("Answer as a pirate would.");
});

test("the meter tells how full the window is, and its parts", async () => {
  await chat.button(/^Context: about/).waitFor();
  const before = await chat.button(/^Context: about/).getAttribute("aria-label");
  await chat.question.fill("word ".repeat(1500));
  await expect.poll(() => chat.button(/^Context: about/).getAttribute("aria-label")).not.toBe(before);
  expect(await chat.button(/^Context: about/).getAttribute("aria-label")).toMatch(/of 4,096 tokens, \d+%$/);
  await chat.button(/^Context: about/).click();
  await chat.text("Question").waitFor();
  await session.workbench.screenshot("2-meter");
  await chat.question.fill("");
});

test("up in an empty composer brings the last question back", async () => {
  await chat.question.press("ArrowUp");
  expect(await chat.question.inputValue()).toBe("Answer as a pirate would.");
});
