import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Locator } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { ChatView } from "./support/chat.js";
import { startScriptedLlm, type ScriptedLlm } from "./support/scripted-llm.js";
import { runSidecar, Session } from "./support/session.js";

const before = "function add(a, b) {\n  return a + b;\n}\n";
const after = "function add(a, b) {\n  return Number(a) + Number(b);\n}\n";

let server: ScriptedLlm;
let session: Session;
let chat: ChatView;

const git = (...args: string[]): string =>
  execFileSync("git", ["-c", "user.name=T", "-c", "user.email=t@example.org", ...args], { cwd: session.workspace, encoding: "utf8" });

const onDisk = (name = "add.js"): string => readFileSync(path.join(session.workspace, name), "utf8");

const page = (): Session["workbench"]["page"] => session.workbench.page;

const modal = (): Locator => page().locator(".monaco-dialog-box");

beforeAll(async () => {
  server = await startScriptedLlm();
  session = await Session.start({ series: "code" }, async (dataDirectory) => {
    await runSidecar(dataDirectory, "providers", "add", "openai-compatible", "fake", "--url", `${server.url}/v1`);
    await runSidecar(dataDirectory, "models", "default", "fake/scripted");
    await runSidecar(
      dataDirectory,
      "prompts",
      "save",
      "rhyme",
      "Rhyme about {{file}}:\n{{selection}}",
      "--title",
      "Make it rhyme",
      "--editor-action",
    );
  });
  git("init", "-q");
  git("add", "-A");
  git("commit", "-qm", "Begin");
  chat = await ChatView.open(session.workbench);
});

afterEach(({ task }) => (task.result?.state === "fail" ? session.workbench.screenshot("failed") : undefined));

afterAll(async () => {
  await session.stop();
  await server.close();
});

/** The editor with all of its text selected. */
async function selectAll(name = "add.js"): Promise<Locator> {
  const editor = await session.workbench.openFile(name);
  await editor.locator(".view-line").first().click();
  await page().keyboard.press("Control+A");
  return editor;
}

test("Explain is in the editor's menu and asks in the chat", async () => {
  server.say("It adds two numbers.");
  const editor = await selectAll();
  await editor.locator(".view-line").first().click({ button: "right" });
  const menu = page().locator(".monaco-menu-container");
  await menu.getByRole("menuitem", { name: "AI Chat Local" }).hover();
  await menu.getByRole("menuitem", { name: /^Explain/ }).waitFor();
  await session.workbench.screenshot("1-menu");
  await menu.getByRole("menuitem", { name: /^Explain/ }).click();
  await chat.text("It adds two numbers.").waitFor();
  await chat.answered();
  expect(server.asked.some((body) => body.includes("Explain this code") && body.includes("return a + b;"))).toBe(true);
});

test.each([
  ["Fix", "x", "what is wrong with this code"],
  ["Refactor", "r", "Refactor this code"],
  ["Document", "d", "Write documentation comments"],
  ["Write Tests", "t", "Write tests for this code"],
])("%s has a key and its own question", async (_, key, question) => {
  server.say("Done.");
  await selectAll();
  await page().keyboard.press("Control+Alt+;");
  await page().keyboard.press(key);
  await expect
    .poll(() => server.asked.some((body) => body.includes(question) && body.includes("return a + b;")), { timeout: 20_000 })
    .toBe(true);
  await chat.answered();
});

test("Fix tells the model what the editor reports", async () => {
  server.say("Done.");
  writeFileSync(path.join(session.workspace, "broken.json"), '{ "a": }\n');
  const editor = await session.workbench.openFile("broken.json");
  await editor.locator(".squiggly-error").first().waitFor();
  await selectAll("broken.json");
  await page().keyboard.press("Control+Alt+;");
  await page().keyboard.press("x");
  await expect
    .poll(
      () =>
        server.asked.some(
          (body) => body.includes("The editor reports:") && body.includes("line 1, error") && body.includes("Value expected"),
        ),
      {
        timeout: 20_000,
      },
    )
    .toBe(true);
  await chat.answered();
  rmSync(path.join(session.workspace, "broken.json"));
});

async function askForCode(answer: string): Promise<void> {
  server.say(answer);
  await chat.startNew();
  await chat.ask("Change it");
  await chat.answered();
  await chat.locator("figure.code-block").first().hover();
}

const codeAnswer = `Like this:\n\n\`\`\`js add.js\n${after}\`\`\`\n`;

test("code is applied as a diff; rejected, nothing is written", async () => {
  await askForCode(codeAnswer);
  await chat.button("Apply to add.js…").click();
  await page().locator(".monaco-diff-editor").waitFor();
  await page().locator(".monaco-diff-editor .line-insert").first().waitFor();
  await session.workbench.screenshot("2-diff");
  expect(onDisk()).toBe(before);
  await page().locator(".part.editor").getByRole("button", { name: "Reject Change" }).click();
  await page().locator(".monaco-diff-editor").waitFor({ state: "hidden" });
  expect(onDisk()).toBe(before);
});

test("accepted, the file has it", async () => {
  await chat.locator("figure.code-block").first().hover();
  await chat.button("Apply to add.js…").click();
  await page().locator(".monaco-diff-editor .line-insert").first().waitFor();
  await page().locator(".part.editor").getByRole("button", { name: "Accept Change" }).click();
  await expect.poll(() => onDisk(), { timeout: 20_000 }).toBe(after);
  await page().locator(".monaco-diff-editor").waitFor({ state: "hidden" });
  // It comes to the front, and takes the keys from whatever is opened before that.
  const file = page().locator('.part.editor .monaco-editor[data-uri$="/add.js"]');
  await file.locator(".view-line").first().click();
  await page().locator('.part.editor .monaco-editor.focused[data-uri$="/add.js"]').waitFor();
});

test("a command runs only after exactly it was confirmed", async () => {
  const command = `printf first > ran.txt\nprintf second >> ran.txt`;
  await askForCode(`\`\`\`sh\n${command}\n\`\`\`\n`);
  await chat.button("Run in the terminal…").click();
  await modal().waitFor();
  expect(await modal().innerText()).toContain(command);
  await session.workbench.screenshot("3-run");
  await modal().getByRole("button", { name: "Cancel" }).click();
  await modal().waitFor({ state: "hidden" });
  expect(existsSync(path.join(session.workspace, "ran.txt"))).toBe(false);
  await chat.locator("figure.code-block").first().hover();
  await chat.button("Run in the terminal…").click();
  await modal().getByRole("button", { name: "Run", exact: true }).click();
  await expect
    .poll(() => existsSync(path.join(session.workspace, "ran.txt")) && onDisk("ran.txt"), { timeout: 30_000 })
    .toBe("firstsecond");
});

/** Starts a quick edit of the whole file by its keys. */
async function quickEdit(instruction: string): Promise<Locator> {
  const editor = await selectAll();
  await page().keyboard.press("Control+Alt+;");
  await page().keyboard.press("i");
  const input = page().locator('.quick-input-widget:visible input[type="text"]');
  await input.fill(instruction);
  await input.press("Enter");
  return editor;
}

const lens = (text: string | RegExp): Locator => page().locator(".codelens-decoration a").filter({ hasText: text }).first();

const shown = (editor: Locator): Promise<string> =>
  editor.locator(".view-lines").evaluate((lines) =>
    [...lines.querySelectorAll<HTMLElement>(".view-line")]
      .sort((a, b) => parseFloat(a.style.top) - parseFloat(b.style.top))
      .map((line) => line.textContent.replaceAll("\u00a0", " "))
      .join("\n"),
  );

test("a quick edit streams in as a diff, and is taken back while it streams", async () => {
  server.say("Sure, here it is:\n```js\nfunction add(a, b) {\n  return b + a;\n}\n```\nDone.", { holdAfter: 4 });
  const editor = await quickEdit("Turn them around");
  await lens("The model is editing").waitFor();
  await expect.poll(() => shown(editor), { timeout: 20_000 }).toContain("return b + a;");
  await session.workbench.screenshot("4-edit-streaming");
  await page().keyboard.press("Escape");
  await lens("The model is editing").waitFor({ state: "hidden" });
  expect(await shown(editor)).toBe(after);
});

test("rejected by Escape, it leaves the code as it was", async () => {
  server.say("```js\nfunction add(a, b) {\n  return b + a;\n}\n```\nDone.");
  const editor = await quickEdit("Turn them around");
  await lens("Accept").waitFor();
  expect(await shown(editor)).toContain("  return Number(a) + Number(b);\n  return b + a;");
  await session.workbench.screenshot("5-edit-ready");
  await editor.locator(".view-line").first().click();
  await page().keyboard.press("Escape");
  await lens("Accept").waitFor({ state: "hidden" });
  expect(await shown(editor)).toBe(after);
});

test("accepted by Ctrl+Enter, it is one step for undo", async () => {
  const editor = await quickEdit("Turn them around");
  await lens("Accept").waitFor();
  await editor.locator(".view-line").first().click();
  await page().keyboard.press("Control+Enter");
  await lens("Accept").waitFor({ state: "hidden" });
  expect(await shown(editor)).toBe(after.replace("Number(a) + Number(b)", "b + a"));
  await editor.locator(".view-line").first().click();
  await page().keyboard.press("Control+Z");
  await expect.poll(() => shown(editor), { timeout: 20_000 }).toBe(after);
});

test("the light bulb offers the actions and the user's own prompts", async () => {
  server.say("A rhyme.");
  await selectAll();
  await page().keyboard.press("Control+.");
  const menu = page().locator(".action-widget");
  await menu.getByText("Explain with AI Chat Local").waitFor();
  await session.workbench.screenshot("6-light-bulb");
  await menu.getByText("Make it rhyme").click();
  await chat.text("A rhyme.").waitFor();
  expect(server.asked.some((body) => body.includes("Rhyme about add.js") && body.includes("function add"))).toBe(true);
});

test("a commit message is written into the box of the source control view, and is in no chat", async () => {
  await selectAll();
  await page().keyboard.press("Control+S");
  server.say("```\nAdd numbers that are texts too\n```\n");
  await session.workbench.command("AI Chat Local: Write Commit Message");
  await page().keyboard.press("Control+Shift+G");
  await page().locator(".scm-editor").getByText("Add numbers that are texts too").waitFor();
  await session.workbench.screenshot("7-commit-message");
  expect(server.asked.at(-1)).toContain("Number(a)");
  expect(await session.cli("chats", "search", "Write the commit message", "--json")).not.toContain("diff --git");
});

test("the changes are reviewed in the chat", async () => {
  server.say("Nothing is wrong.");
  await chat.reopen();
  await session.workbench.command("AI Chat Local: Review Changes");
  await chat.lastAnswer.getByText("Nothing is wrong.").waitFor();
  const asked = server.asked.findLast((body) => body.includes("Review these changes"));
  expect(asked).toContain("Number(a) + Number(b)");
});

test("prompts are managed in a tab of their own", async () => {
  await session.workbench.command("AI Chat Local: Manage Prompts");
  const view = await session.workbench.webview("h1:text('Prompts')");
  await view.getByRole("article", { name: "Make it rhyme" }).waitFor();
  await view.getByRole("button", { name: "Add prompt" }).click();
  await view.getByLabel("Name").fill("tidy");
  await view.getByLabel("Text", { exact: true }).fill("Tidy this: {{selection}}");
  await session.workbench.screenshot("8-prompts");
  await view.getByRole("button", { name: "Add prompt" }).last().click();
  await view.getByRole("article", { name: "tidy" }).waitFor();
  expect(await session.cli("prompts", "--json")).toContain("Tidy this: {{selection}}");
});

test("code is put in the place of the selection, at the cursor and into a new file", async () => {
  writeFileSync(path.join(session.workspace, "scratch.js"), "old\n");
  const editor = await selectAll("scratch.js");
  await chat.reopen();
  await askForCode("```js\nlet fresh = 1;\n```\n");
  const inMenu = async (item: string) => {
    await chat.locator("figure.code-block").first().hover();
    await chat.button("More for this code").click();
    await chat.locator('.menu [role="menuitem"]').filter({ hasText: item }).click();
  };
  await inMenu("Replace selection");
  await expect.poll(() => shown(editor), { timeout: 20_000 }).toMatch(/^let fresh = 1;\n?$/);
  await chat.locator("figure.code-block").first().hover();
  await chat.button("Insert at cursor").click();
  await expect.poll(async () => (await shown(editor)).split("let fresh = 1;").length - 1, { timeout: 20_000 }).toBe(2);
  await inMenu("Open in a new file");
  await page().locator('.part.editor .monaco-editor[data-uri^="untitled:"]').getByText("let fresh = 1;").waitFor();
});
