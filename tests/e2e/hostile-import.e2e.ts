import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import type { ChatListResult } from "../../shared-protocol/generated/protocol.js";
import { startFakeLlm } from "../fixtures/fake-llm/server.mjs";
import { ChatView } from "./support/chat.js";
import { chatFile, text, type FileChat } from "./support/chat-file.js";
import { onePixel } from "./support/files.js";
import { runSidecar, Session } from "./support/session.js";
import { startTracker } from "./support/tracker.js";

const fixtures = path.resolve(import.meta.dirname, "../fixtures/hostile");
const kinds = ["html", "markdown", "links", "mermaid", "math"];
const titleOfAll = "All of it <img src=x onerror=ran('title')>";

let llm: Awaited<ReturnType<typeof startFakeLlm>>;
let session: Session;
let chat: ChatView;
let tracker: Awaited<ReturnType<typeof startTracker>>;
let address: string;
let messages: FileChat["messages"];
/** What the page asked of the tracker, or was refused of it. */
const attempted: string[] = [];
/** What the policy of the page refused. Drawing a diagram tries inline styles, which it does without. */
const refusals: string[] = [];
/** What told that it ran. */
const ran: string[] = [];

const filled = (words: string): string => words.replaceAll("TRACKER", address);
const payloads = (kind: string): string[] => filled(readFileSync(path.join(fixtures, `${kind}.md`), "utf8")).split("\n----8<----\n");

/** The corpus as a chat: as asked, thought and answered, in names and failures, and in calls of tools. Each name is a chat's title too. */
function hostileChats(names: readonly string[]): FileChat[] {
  const name = (index: number): string => names[index % names.length] ?? "";
  const exchanges = kinds.flatMap(payloads).flatMap((words, index): FileChat["messages"] => [
    {
      role: "user",
      parts: [
        { kind: "selection", fileName: name(index), languageId: name(index), startLine: 1, endLine: 2, text: words },
        {
          kind: "image",
          attachmentId: `1${String(index).padStart(12, "0")}`,
          mediaType: "image/png",
          fileName: name(index),
          sizeBytes: 70,
          data: onePixel,
        },
        text(words),
      ],
    },
    { role: "assistant", model: "lab/fake", parts: [{ kind: "thinking", text: words }, text(words)] },
  ]);
  const tools = payloads("html").flatMap((html): FileChat["messages"] => {
    const call = JSON.stringify({ name: html, arguments: { html } });
    return [
      { role: "assistant", model: html, parts: [text(`\`\`\`tool-call\n${call}\n\`\`\`\n\n\`\`\`\`tool-result\n${html}\n\`\`\`\``)] },
    ];
  });
  const failures = names.map((words): FileChat["messages"][number] => ({
    role: "assistant",
    model: words,
    status: "failed",
    failure: { kind: "unreachable", what: words, why: words, fix: words, detail: words, retryable: true },
    parts: [text(words)],
  }));
  const all = { title: titleOfAll, model: "lab/fake", messages: [...exchanges, ...tools, ...failures] };
  return [
    all,
    ...names.map((title) => ({ title, folder: title, tags: [title], messages: [{ role: "user" as const, parts: [text(title)] }] })),
  ];
}

beforeAll(async () => {
  tracker = await startTracker();
  ({ address } = tracker);
  const chats = hostileChats(JSON.parse(filled(readFileSync(path.join(fixtures, "names.json"), "utf8"))) as string[]);
  messages = chats[0]?.messages ?? [];
  llm = await startFakeLlm({ speaks: ["openai"], parameters: { style: "echo" } });
  session = await Session.start({ series: "hostile", height: 1000 }, async (dataDirectory) => {
    await runSidecar(dataDirectory, "providers", "add", "openai-compatible", "lab", "--url", `${llm.url}/v1`);
    const file = path.join(dataDirectory, "hostile.json");
    writeFileSync(file, chatFile(chats));
    await runSidecar(dataDirectory, "import", file);
  });
  const { page } = session.workbench;
  // In each frame that there is or will be, the workbench's own included.
  await page.exposeFunction("ran", (what: string) => ran.push(what));
  page.on("dialog", (dialog) => {
    ran.push(dialog.message());
    void dialog.dismiss();
  });
  page.context().on("page", () => ran.push("a new window"));
  page.on("framenavigated", (frame) => frame.url().startsWith(address) && attempted.push(frame.url()));
  page.on("request", (request) => request.url().startsWith(address) && attempted.push(request.url()));
  page.on("console", (message) => {
    const said = message.text();
    if (said.includes("Content Security Policy")) refusals.push(said);
    if (said.includes(address)) attempted.push(said);
  });
  chat = await ChatView.open(session.workbench);
});

beforeEach(() => {
  ran.length = tracker.tracked.length = attempted.length = refusals.length = 0;
});

afterEach(({ task }) => (task.result?.state === "fail" ? session.workbench.screenshot("failed") : undefined));

afterAll(async () => {
  await session.stop();
  await llm.close();
  tracker.stop();
});

/** Formulas and diagrams that are in the document have been drawn or refused. */
const drawn = (): Promise<void> =>
  chat.locator(".messages").evaluate(
    (list) =>
      new Promise<void>((done) => {
        const look = (): void => {
          const all = [...list.querySelectorAll(".diagram")];
          if (all.every((each) => each.querySelector("img, .mark") !== null)) setTimeout(done);
          else requestAnimationFrame(look);
        };
        // The first one puts in what has been scrolled to.
        requestAnimationFrame(() => requestAnimationFrame(look));
      }),
  );

/** Unfolds what is folded, and touches all that there is, as a curious reader would. @returns which messages are there, and what of them */
const touch = () =>
  chat.locator(".messages").evaluate((list) => {
    for (const fold of list.querySelectorAll<HTMLElement>('[aria-expanded="false"]:not([aria-haspopup]), summary')) fold.click();
    for (const element of list.querySelectorAll<HTMLElement>("article *")) {
      element.dispatchEvent(new MouseEvent("mouseover", { bubbles: true }));
      element.focus({ preventScroll: true });
    }
    const forbidden =
      "script, iframe, object, embed, link, style:not(svg style), form, base, meta, video, audio, a[href], img:not([src^='data:'], [src^='blob:'])";
    return {
      isStart: list.querySelector('[aria-posinset="1"]') !== null && list.querySelector(".load-older") === null,
      keys: [...list.querySelectorAll("[data-key]")].map((row) => row.getAttribute("data-key")),
      shown: [
        ".diagram img",
        "math",
        "[role=link]",
        "table",
        ".raw-html",
        ".thinking-text",
        ".tool-card pre",
        ".chip",
        ".error-card",
      ].filter((selector) => list.querySelector(selector) !== null),
      forbidden: [...list.querySelectorAll(`:is(${forbidden}):not(.diagram-stage *)`)].map(({ outerHTML }) => outerHTML),
    };
  });

function expectNothing(): void {
  expect(ran).toEqual([]);
  expect(tracker.tracked).toEqual([]);
  expect(attempted).toEqual([]);
  expect([...session.workbench.refused]).toEqual([]);
  expect(session.workbench.errors).toEqual([]);
}

test("what runs or asks for something in the chat view would be noticed", async () => {
  await chat.locator("body").evaluate((body, url) => {
    (window as unknown as { ran: (what: string) => void }).ran("control");
    const image = body.appendChild(document.createElement("img"));
    image.src = `${url}/refused.png`;
    const script = body.appendChild(document.createElement("script"));
    script.textContent = "ran('inline')";
    image.remove();
    script.remove();
  }, address);
  await fetch(`${address}/control`);
  await expect.poll(() => ran).toEqual(["control"]);
  await expect.poll(() => attempted.join("\n")).toContain("/refused.png");
  await expect.poll(() => refusals.join("\n")).toMatch(/inline script/);
  expect(tracker.tracked).toEqual(["/control"]);
});

test("nothing of titles, folders and tags in the list of chats runs or is fetched", async () => {
  await chat.button("All chats").click();
  const { chats } = JSON.parse(await session.cli("chats", "--json")) as ChatListResult;
  expect(chats.length).toBeGreaterThan(12);
  for (const { title } of chats)
    await expect.poll(() => chat.locator(".chat-title").evaluateAll((all) => all.map((each) => each.textContent))).toContain(title);
  expectNothing();
});

test("nothing of an imported chat runs or is fetched, read from its end to its start", async () => {
  await chat.locator(".chat-row").filter({ hasText: titleOfAll }).locator(".chat-open").click();
  await chat.locator("h1.title").getByText(titleOfAll).waitFor();
  await chat.answers.last().waitFor();
  const [read, shown] = [new Set<string | null>(), new Set<string>()];
  const list = chat.locator(".messages");
  await expect
    .poll(
      async () => {
        await drawn();
        const seen = await touch();
        await drawn();
        for (const key of seen.keys) read.add(key);
        for (const selector of seen.shown) shown.add(selector);
        expect(seen.forbidden).toEqual([]);
        if (seen.isStart) return true;
        await list.evaluate((scroller) => {
          scroller.scrollTop -= 1.5 * scroller.clientHeight;
        });
        return false;
      },
      { timeout: 90_000, interval: 1 },
    )
    .toBe(true);
  expect([...shown].sort()).toEqual(
    [".chip", ".diagram img", ".error-card", ".raw-html", ".thinking-text", ".tool-card pre", "[role=link]", "math", "table"].sort(),
  );
  expect(read.size).toBe(messages.length);
  expectNothing();
});

test("the view still answers, and nothing of the answer runs while it arrives", async () => {
  await chat.ask(kinds.flatMap(payloads).join("\n\n"));
  await chat.answered();
  // What it ends with; of so long an answer only what is near is in the document.
  await chat.lastAnswer.locator("math").first().waitFor();
  await drawn();
  expect((await touch()).forbidden).toEqual([]);
  await drawn();
  expect(llm.requests.filter(({ path: asked }) => asked.endsWith("/chat/completions"))).toHaveLength(1);
  expectNothing();
});
