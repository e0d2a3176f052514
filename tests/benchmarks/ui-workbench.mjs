/* global window */
// The chat view where its user has it, in the real workbench, beside the least chat that an extension can have, in the same window and in turn.
import { writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { startFakeServer } from "./lib/fake-llm.mjs";
import { inTurn, median } from "./lib/figures.mjs";
import { temporaryDirectory } from "./lib/sidecar.mjs";
import { importSupport } from "./lib/type-script.mjs";
import { installProbe } from "./lib/ui-probe.mjs";
import { rendererCpuSeconds } from "./lib/usage.mjs";

const tokens = 2_000;
/** Of the answers of which only the first token is measured: that varies most, and does not know what follows. */
const fewTokens = 60;
const perSecond = 200;
const exchanges = 100;
const bareExtension = path.join(import.meta.dirname, "bare-chat");
const longChat = "A long chat";

/** @returns {Promise<import("./lib/table.mjs").Row[]>} */
export async function measureWorkbench({ quick }) {
  const { Session, runSidecar } = await importSupport("session");
  const { ChatView } = await importSupport("chat");
  const { longAnswer } = await importSupport("long-answer");
  const server = await startFakeServer();
  const { folder, delete: deleteFolder } = temporaryDirectory();
  const { chat: long, messages: earlier } = longConversation(() => longAnswer(2_500).join(""));
  const earlierFile = path.join(folder, "earlier.json");
  writeFileSync(earlierFile, JSON.stringify(earlier));
  const settings = { "bareChat.url": server.base, "bareChat.earlier": earlierFile, "workbench.reduceMotion": "auto" };
  const session = await Session.start(
    { series: "bench", height: 900, alsoLink: [bareExtension], settings },
    async (/** @type {string} */ dataDirectory) => {
      await runSidecar(dataDirectory, "providers", "add", "openai-compatible", "fake", "--url", server.base);
      const file = path.join(dataDirectory, "long.json");
      writeFileSync(file, long);
      await runSidecar(dataDirectory, "import", file);
    },
  );
  try {
    const { workbench } = session;
    const bare = await BareChat.open(workbench);
    const chat = await ChatView.open(workbench);
    const ask = asking(server);
    const variants = (/** @type {number} */ count) => ({
      bare: async () => ask(await bare.begin(false), count),
      bareLong: async () => ask(await bare.begin(true), count),
      empty: async () => {
        await chat.reopen();
        await chat.startNew();
        return ask(chat.question, count);
      },
      long: async () => {
        await chat.reopen();
        await workbench.command("AI Chat Local: Search Chats");
        await chat.locator(".chat-row").filter({ hasText: longChat }).locator(".chat-open").click();
        await chat.locator(".title").filter({ hasText: longChat }).waitFor();
        await chat.lastAnswer.waitFor();
        return ask(chat.question, count);
      },
    });
    // The first of each loads what later ones have.
    await inTurn(1, variants(tokens));
    const whole = await inTurn(quick ? 1 : 5, variants(tokens));
    const begun = await inTurn(quick ? 1 : 10, variants(fewTokens));
    return rowsOf(whole, begun);
  } finally {
    await session.stop();
    await server.close();
    deleteFolder();
  }
}

/**
 * Asks in a composer and measures until some time after the last token was painted.
 * @param {Awaited<ReturnType<typeof startFakeServer>>} server
 */
const asking = (server) => {
  let asked = 0;
  return async (/** @type {import("playwright-core").Locator} */ input, /** @type {number} */ count) => {
    const mark = `Mark${asked++}`;
    await server.set({ tokens: count, interval: 1000 / perSecond, size: 5, style: "markdown", mark, blind: 1 });
    await server.forget();
    const element = await input.elementHandle();
    const frame = await element?.ownerFrame();
    if (!frame) throw new Error("The question's field is in no frame.");
    await frame.evaluate(installProbe);
    await input.click();
    await input.fill("How is a stream read?");
    // What follows the opening and the typing, such as colours of code and a count of tokens, is not the question's.
    await pause(1500);
    const before = rendererCpuSeconds(process.pid);
    await frame.evaluate((words) => window.probe.expect(`${words}first`, `${words}last`), mark);
    await input.press("Enter");
    await frame.waitForFunction(() => window.probe.seen.last !== undefined, undefined, { timeout: 60_000, polling: 250 });
    await pause(500);
    const cpu = rendererCpuSeconds(process.pid) - before;
    const { enterAt, first, last, origin } = await frame.evaluate(() => ({
      enterAt: window.probe.enterAt,
      ...window.probe.seen,
      origin: performance.timeOrigin,
    }));
    const sentAt = (await server.asked()).findLast(({ tokens: sent }) => sent === count)?.sentAt ?? Number.NaN;
    await frame.evaluate(() => window.probe.stop());
    return { first: first - enterAt, late: origin + last - sentAt, cpu };
  };
};

/** The chat that is compared with. */
class BareChat {
  constructor(workbench) {
    this.workbench = workbench;
  }

  static async open(workbench) {
    const chat = new BareChat(workbench);
    await chat.show();
    return chat;
  }

  /** An empty list, and whether the question goes with the long chat's messages. @returns the question's field */
  async begin(/** @type {boolean} */ withEarlier) {
    const frame = await this.show();
    await frame.locator("button").click();
    await frame.locator("input").setChecked(withEarlier);
    return frame.locator("textarea");
  }

  async show() {
    const tab = this.workbench.page.locator(".part.activitybar").getByRole("tab", { name: "Bare Chat" });
    return this.workbench.webview(
      "main",
      async () => {
        if ((await tab.getAttribute("aria-selected")) !== "true") await tab.click();
      },
      "benchmark.bare-chat",
    );
  }
}

/** @param {object} begun further rounds, of which the first token counts */
function rowsOf(whole, begun) {
  const of = (/** @type {string} */ variant, /** @type {string} */ figure) =>
    median([...whole[variant], ...(figure === "first" ? begun[variant] : [])].map((each) => each[figure]));
  const compared = (measure, figure, unit, variant, reference, most, name) => {
    const [product, other] = [of(variant, figure), of(reference, figure)];
    return {
      measure,
      product: unit(product),
      reference: `${unit(other)} ${name}`,
      ratio: product / other,
      ...(most === undefined ? {} : { target: `≤ ${most}`, met: product / other <= most }),
    };
  };
  const ms = (/** @type {number} */ value) => `${value.toFixed(1)} ms`;
  const s = (/** @type {number} */ value) => `${value.toFixed(2)} s`;
  const late = (name, variant) => {
    const product = of(variant, "late");
    return {
      measure: `${name}: last token painted after it was sent`,
      product: ms(product),
      reference: `${ms(of("bare", "late"))} bare`,
      target: "≤ 50 ms",
      met: product <= 50,
    };
  };
  return [
    compared("empty chat: Enter to first token painted", "first", ms, "empty", "bare", 1.5, "bare"),
    compared("chat of 100 exchanges: Enter to first token painted", "first", ms, "long", "empty", 1.25, "empty"),
    compared("chat of 100 exchanges: Enter to first token painted", "first", ms, "long", "bare", 1.5, "bare, empty"),
    compared("chat of 100 exchanges: Enter to first token painted", "first", ms, "long", "bareLong", undefined, "bare that sends as much"),
    late("empty chat", "empty"),
    late("chat of 100 exchanges", "long"),
    compared(`empty chat: renderer's processor time, ${tokens} tokens at ${perSecond}/s`, "cpu", s, "empty", "bare", 2, "bare"),
    compared("chat of 100 exchanges: renderer's processor time", "cpu", s, "long", "empty", 1.25, "empty"),
  ];
}

/** A chat of so many exchanges, as an export holds it and as a model is sent it. @param {() => string} answer */
function longConversation(answer) {
  const at = (/** @type {number} */ index) => new Date(Date.UTC(2026, 0, 1, 10, 0, index)).toISOString();
  const id = (/** @type {number} */ index) => String(index).padStart(13, "0");
  const messages = Array.from({ length: 2 * exchanges }, (_, index) => ({
    id: id(index + 1),
    ...(index === 0 ? {} : { parentId: id(index) }),
    role: index % 2 === 0 ? "user" : "assistant",
    status: "complete",
    createdAt: at(index),
    ...(index % 2 === 0 ? {} : { model: "fake/fake" }),
    parts: [{ kind: "text", text: index % 2 === 0 ? `Question ${index}` : answer() }],
  }));
  const chat = { id: id(0), title: longChat, createdAt: at(0), updatedAt: at(2 * exchanges), lastMessageId: id(2 * exchanges), messages };
  return {
    chat: JSON.stringify({ format: "ai-chat-local", version: 1, chats: [chat] }),
    messages: messages.map(({ role, parts }) => ({ role, content: parts[0]?.text })),
  };
}
