import { readFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { MessagePart } from "../../shared-protocol/generated/protocol.js";
import { chat, message, model, ViewPage } from "./support/view-page.js";
import { startTracker } from "./support/tracker.js";

const fixtures = path.resolve(import.meta.dirname, "../fixtures/hostile");

let tracker: Awaited<ReturnType<typeof startTracker>>;
let address: string;
let view: ViewPage;
/** What told that it ran. */
const ran: string[] = [];
let navigations = 0;

beforeAll(async () => {
  tracker = await startTracker();
  ({ address } = tracker);
  view = await ViewPage.open({
    // A curious reader may ask again; a host ends whatever is asked of it.
    answer: (message) =>
      "replyId" in message && message.type !== "stop"
        ? [{ type: "replyFailed", replyId: message.replyId, error: { message: "Nobody answers here." } }]
        : [],
    prepare: async (page) => {
      await page.exposeFunction("tellTest", (what: string) => ran.push(what));
      await page.addInitScript(() => {
        const { tellTest } = window as unknown as { tellTest: (what: string) => void };
        Object.assign(window, { ran: tellTest, alert: tellTest, open: tellTest });
      });
      page.on("framenavigated", () => navigations++);
      page.context().on("page", () => ran.push("a new window"));
    },
  });
});

afterAll(async () => {
  await view.close();
  tracker.stop();
});

beforeEach(() => {
  ran.length = tracker.tracked.length = view.requested.length = view.posted.length = view.errors.length = 0;
  navigations = 0;
});

const filled = (text: string): string => text.replaceAll("TRACKER", address);
const payloads = (name: string): string[] => filled(readFileSync(path.join(fixtures, `${name}.md`), "utf8")).split("\n----8<----\n");
const names = JSON.parse(filled(readFileSync(path.join(fixtures, "names.json"), "utf8"))) as string[];

/** What shows that the payloads of a file were not just left as text. */
const shownBy: Record<string, string> = {
  mermaid: ".diagram img",
  math: "math",
  links: "[role=link]",
  markdown: "table",
  html: ".raw-html",
};

/** Touches everything that can be touched, as a curious reader would. */
async function touchAll(): Promise<void> {
  await view.page.evaluate(async () => {
    for (let round = 0; round < 2; round++) {
      for (const element of document.querySelectorAll<HTMLElement>(".messages *")) {
        if (element.closest(".answer-foot, .queue")) continue;
        element.dispatchEvent(new MouseEvent("mouseover", { bubbles: true }));
        element.focus();
        // What is unfolded stays so.
        if (element.matches("a, button, [role=link], summary") && element.ariaExpanded !== "true") element.click();
      }
      await new Promise((done) => setTimeout(() => requestAnimationFrame(done)));
    }
  });
}

/** Chunks that draw formulas and diagrams are there, and have drawn or refused them. */
async function drawn(): Promise<void> {
  await view.page.waitForFunction(
    () => [...document.querySelectorAll(".diagram")].every((each) => each.querySelector("img, .mark") !== null),
    undefined,
    { timeout: 60_000 },
  );
  await view.page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done))));
}

async function expectNothing(): Promise<void> {
  await drawn();
  await touchAll();
  await drawn();
  expect(ran).toEqual([]);
  expect(tracker.tracked).toEqual([]);
  expect(view.requested).toEqual([]);
  expect(navigations).toBe(0);
  expect(view.errors).toEqual([]);
  const forbidden =
    "script, iframe, object, embed, link:not(head link), style:not(head style), form:not(.composer), base, meta:not(head meta), video, audio, a[href], img:not([src^='data:'])";
  expect(await view.page.locator(`.messages :is(${forbidden}):not(.diagram-stage *)`).count()).toBe(0);
  for (const said of view.posted) if (said.type === "openLink") expect(said.href).toMatch(/^(https?|mailto):/);
}

test("The page allows no inline script, no evaluated one and no other origin", async () => {
  const policy = await view.page.locator('meta[http-equiv="Content-Security-Policy"]').getAttribute("content");
  const directives = new Map((policy ?? "").split("; ").map((each) => [each.split(" ")[0], each.split(" ").slice(1)] as const));
  expect(directives.get("default-src")).toEqual(["'none'"]);
  expect(directives.get("script-src")).toEqual([expect.stringMatching(/^'nonce-[\w+/=]{20,}'$/)]);
  // What runs in a worker comes from the view's own memory.
  expect(directives.get("worker-src")).toEqual(["blob:"]);
  directives.delete("worker-src");
  const sources = [...directives.values()].flat();
  expect(sources.filter((source) => /unsafe|\*/.test(source))).toEqual([]);
  const own = new URL(view.page.url()).origin;
  expect([...new Set(sources)].filter((source) => !source.startsWith("'") && source !== own && source !== "data:")).toEqual([]);
});

test("What runs or asks for something would be noticed", async () => {
  await view.page.evaluate((url) => {
    (window as unknown as { ran: (what: string) => void }).ran("control");
    const image = document.body.appendChild(document.createElement("img"));
    image.src = `${url}/refused.png`;
    const script = document.createElement("script");
    script.textContent = "ran('inline')";
    document.body.append(script);
  }, address);
  await fetch(`${address}/control`);
  await expect.poll(() => [ran, tracker.tracked]).toEqual([["control"], ["/control"]]);
});

test.each(["html", "markdown", "links", "mermaid", "math"])(
  "Nothing of %s runs or is fetched, in an answer and in what a model thought",
  async (name) => {
    const texts = payloads(name);
    expect(texts.length).toBeGreaterThan(8);
    await view.show(
      texts.map((text) =>
        message("assistant", text, {
          parts: [
            { kind: "thinking", text },
            { kind: "text", text },
          ],
        }),
      ),
    );
    const seen = { thinking: 0, shown: 0 };
    // Each is brought into sight, whatever is windowed.
    for (let step = 0; step <= 12; step++) {
      await view.page.locator(".messages").evaluate((list, part) => list.scrollTo(0, part * list.scrollHeight), step / 12);
      await drawn();
      await touchAll();
      seen.thinking += await view.page.locator(".thinking-text").count();
      seen.shown += await view.page.locator(shownBy[name] ?? ".markdown p").count();
    }
    expect(seen.thinking).toBeGreaterThan(0);
    expect(seen.shown).toBeGreaterThan(0);
    await expectNothing();
  },
);

test.each(["html", "markdown", "links", "mermaid", "math"])("Nothing of %s runs or is fetched while it arrives", async (name) => {
  for (const [index, text] of payloads(name).entries()) {
    const replyId = `r${name}${index}`;
    await view.show([message("user", text)], { running: { replyId, parts: [] } });
    for (let at = 0; at < text.length; at += 40)
      await view.tell({ type: "delta", replyId, parts: [{ kind: "text", text: text.slice(at, at + 40) }] });
    await view.tell({
      type: "replyEnded",
      replyId,
      result: { messageId: `a${replyId}`, userMessageId: "q", stopReason: "stop", model: model.model },
    });
    await view.page.locator('.message[aria-busy="true"]').waitFor({ state: "detached" });
    await drawn();
  }
  await expectNothing();
});

test("Nothing in names of files, titles, models and errors runs or is fetched", async () => {
  const pixel = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
  const attached = names.flatMap((fileName): MessagePart[] => [
    { kind: "selection", fileName, languageId: fileName, startLine: 1, endLine: 2, text: fileName },
    { kind: "image", mediaType: "image/png", fileName, data: pixel },
  ]);
  const failures = names.map((name) =>
    message("assistant", name, {
      status: "failed",
      model: name,
      error: { message: name, data: { kind: "unreachable", why: name, fix: name, detail: name, retryable: true } },
    }),
  );
  await view.tell({
    type: "models",
    models: names.map((name) => ({ ...model, model: name, displayName: name })),
    problems: [],
    model: names[0],
  });
  await view.show([message("user", names.join("\n"), { parts: [...attached, { kind: "text", text: names.join("\n") }] }), ...failures]);
  for (const title of names) {
    await view.tell({ type: "chats", chats: [{ ...chat, title, lastWords: title }], hasMore: false, append: false });
    expect(await view.page.locator("h1.title").textContent()).toBe(title);
  }
  await view.tell({ type: "error", error: { message: names.join(" "), data: { kind: "x", why: names.join(), retryable: false } } });
  await expectNothing();
});

test("Calls of tools and their results run nothing, folded and unfolded", async () => {
  const evil = "<img src=x onerror=ran('tool')><script>ran('result')</script>";
  const call = JSON.stringify({ name: evil, arguments: { html: evil } });
  await view.show([message("assistant", `\`\`\`tool-call\n${call}\n\`\`\`\n\n\`\`\`tool-result\n${evil}\n\`\`\``)]);
  const cards = view.page.locator(".tool-card button");
  await cards.first().click();
  await cards.last().click();
  expect(await view.page.locator(".tool-card pre").count()).toBe(2);
  await expectNothing();
});

test("A part of a kind that the view does not know, such as a call of a tool, shows nothing of itself and runs nothing", async () => {
  const unknown = {
    kind: "toolResult",
    name: "<img src=x onerror=ran('tool')>",
    result: "<script>ran('result')</script>",
    html: "<b>x</b>",
  };
  await view.show([message("assistant", "", { parts: [unknown as unknown as MessagePart, { kind: "text", text: "Told." }] })]);
  await view.page.getByText("Told.").waitFor();
  await expectNothing();
});
