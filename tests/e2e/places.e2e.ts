import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { startFakeLlm } from "../fixtures/fake-llm/server.mjs";
import { ChatView } from "./support/chat.js";
import { runSidecar, Session } from "./support/session.js";

let server: Awaited<ReturnType<typeof startFakeLlm>>;
let session: Session;
let sideBar: ChatView;
/** The tabs of the test "two chats side by side", by their ids. */
let left: string;
let right: string;

/** Later answers look so. */
const answers = (parameters: Parameters<typeof server.set>[0]) => {
  server.set({ style: "echo", tokens: 20, holdAt: -1, ...parameters });
};
const asked = async (view: ChatView, text: string) => {
  await view.ask(text);
  await view.lastAnswer.getByText(text).waitFor();
  await view.answered();
};
const tab = async (selector: string) => {
  const view = ChatView.over(session.workbench, await session.workbench.webview(`${selector} .composer`));
  return { view, id: (await view.locator("body").getAttribute("data-tab")) ?? "" };
};
const tabOf = async (id: string) => (await tab(`body[data-tab="${id}"]`)).view;
const titles = () => session.workbench.page.locator(".part.editor .tab .label-name").allInnerTexts();
const model = (view: ChatView) => view.button(/^Model: /).getAttribute("aria-label");
const chooseModel = async (view: ChatView, name: string) => {
  await view.button(/^Model: /).click();
  await view.locator(".model-option").filter({ hasText: name }).click();
  await expect.poll(() => model(view)).toBe(`Model: ${name} local`);
};
/** Which message is at the top, and how far it reaches above. */
const readingPlace = (view: ChatView) =>
  view.locator(".messages").evaluate((messages) => {
    const { top } = messages.getBoundingClientRect();
    const message = [...messages.querySelectorAll("article")].find((each) => each.getBoundingClientRect().bottom > top);
    return { at: message?.ariaPosInSet, above: Math.round((top - (message?.getBoundingClientRect().top ?? 0)) / 4) };
  });

beforeAll(async () => {
  server = await startFakeLlm({ speaks: ["openai"], models: ["fake", "other"] });
  session = await Session.start({ series: "places", width: 1500 }, async (dataDirectory) => {
    await runSidecar(dataDirectory, "providers", "add", "openai-compatible", "lab", "--url", `${server.url}/v1`);
  });
  sideBar = await ChatView.open(session.workbench);
});

afterEach(({ task }) => (task.result?.state === "fail" ? session.workbench.screenshot("failed") : undefined));

afterAll(async () => {
  await session.stop();
  await server.close();
});

test("the open chat is shown in an editor too, and both show its next answer as it comes", async () => {
  answers({});
  await asked(sideBar, "Seen in two places");
  await session.workbench.command("AI Chat Local: Open Chat in Editor");
  const { view } = await tab("body[data-tab]");
  await view.lastAnswer.getByText("Seen in two places").waitFor();
  await expect.poll(titles).toEqual(["Seen in two places"]);
  answers({ style: "prose", tokens: 400, holdAt: 40 });
  await sideBar.ask("Never ends");
  await view.text("Never ends").waitFor();
  await view.button(/^Stop/).waitFor();
  await expect.poll(async () => (await view.lastAnswer.locator(".markdown").innerText()).length).toBeGreaterThan(100);
  await session.workbench.screenshot("1-two-places");
  await view.button(/^Stop/).click();
  await view.text("Stopped. What came before is kept.").waitFor();
  await sideBar.text("Stopped. What came before is kept.").waitFor();
  await session.workbench.command("View: Close Editor");
  await expect.poll(titles).toEqual([]);
});

test("two chats side by side have each its own model, and are answered at the same time", async () => {
  answers({});
  await session.workbench.command("AI Chat Local: New Chat in Editor");
  const first = await tab("body[data-tab]");
  left = first.id;
  await asked(first.view, "Left");
  await session.workbench.command("AI Chat Local: New Chat in Editor");
  const second = await tab(`body[data-tab]:not([data-tab="${left}"])`);
  right = second.id;
  await asked(second.view, "Right");
  await session.workbench.command("View: Move Editor into Next Group");
  const [one, other] = [await tabOf(left), await tabOf(right)];
  await chooseModel(other, "other");
  expect(await model(one)).toBe("Model: fake local");
  answers({ style: "prose", tokens: 100, holdAt: 40 });
  await one.ask("More on the left");
  await other.ask("More on the right");
  for (const view of [one, other]) {
    await view.button(/^Stop/).waitFor();
    await expect.poll(async () => (await view.lastAnswer.locator(".markdown").innerText()).length).toBeGreaterThan(100);
  }
  await session.workbench.screenshot("2-side-by-side");
  server.release();
  for (const [view, name] of [
    [one, "fake"],
    [other, "other"],
  ] as const) {
    await view.answered();
    expect(await view.lastAnswer.locator(".author").innerText()).toBe(name);
    expect(await view.answers.count()).toBe(2);
  }
  expect(await titles()).toEqual(["Left", "Right"]);
});

test("after a reload each tab has its chat and model, and the side bar where it was read, its draft and what is selected of it", async () => {
  answers({ style: "prose", tokens: 1500 });
  await sideBar.ask("Something long");
  await sideBar.answered();
  await sideBar.question.fill("words not sent yet");
  await sideBar.question.evaluate((input) => {
    (input as HTMLTextAreaElement).setSelectionRange(6, 9);
  });
  const messages = sideBar.locator(".messages");
  await messages.hover();
  await session.workbench.page.mouse.wheel(0, -1200);
  await expect.poll(async () => (await readingPlace(sideBar)).above).toBeGreaterThan(10);
  const place = await readingPlace(sideBar);
  await session.workbench.reload();
  await sideBar.reopen();
  await sideBar.lastAnswer.waitFor({ timeout: 60_000 });
  await expect.poll(() => readingPlace(sideBar)).toEqual(place);
  expect(await sideBar.question.inputValue()).toBe("words not sent yet");
  expect(
    await sideBar.question.evaluate((input) => {
      const { selectionStart, selectionEnd } = input as HTMLTextAreaElement;
      return [selectionStart, selectionEnd];
    }),
  ).toEqual([6, 9]);
  const [one, other] = [await tabOf(left), await tabOf(right)];
  await one.text("More on the left").waitFor();
  await other.text("More on the right").waitFor();
  expect(await titles()).toEqual(["Left", "Right"]);
  await expect.poll(() => model(one)).toBe("Model: fake local");
  await expect.poll(() => model(other)).toBe("Model: other local");
  await session.workbench.screenshot("3-after-reload");
});

test("commands go to the view that was used last", async () => {
  const [one, other] = [await tabOf(left), await tabOf(right)];
  await other.question.click();
  await session.workbench.command("AI Chat Local: New Chat");
  await other.text(/^Ask a question, or select code/).waitFor();
  await expect.poll(titles).toEqual(["Left", "New chat"]);
  expect(await one.text("More on the left").isVisible()).toBe(true);
  expect(await sideBar.question.inputValue()).toBe("words not sent yet");
  await one.question.click();
  answers({});
  await session.workbench.openFile("add.js");
  await session.workbench.page.keyboard.press("Control+A");
  await session.workbench.command("AI Chat Local: Explain");
  await (await tabOf(left)).text(/add\.js/).waitFor();
});

test("the chat moves to the secondary side bar and back", async () => {
  const { page } = session.workbench;
  const where = async () => (await page.locator(".part.auxiliarybar").boundingBox())?.width ?? 0;
  await session.workbench.command("AI Chat Local: Move Chat to Secondary Side Bar");
  await page.locator('.part.auxiliarybar [id="workbench.view.extension.aiChatLocalSecondary"]').waitFor();
  expect(await where()).toBeGreaterThan(100);
  const moved = ChatView.over(session.workbench, await session.workbench.webview("body:not([data-tab]) .composer"));
  await moved.lastAnswer.waitFor();
  await session.workbench.screenshot("4-secondary-side-bar");
  await session.workbench.command("AI Chat Local: Move Chat to Side Bar");
  await page.locator('.part.sidebar [id="workbench.view.extension.aiChatLocal"]').waitFor();
});
