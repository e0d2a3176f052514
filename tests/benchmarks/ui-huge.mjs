/* global window, document, requestAnimationFrame, requestIdleCallback */
// A chat of 10,000 messages and an answer of 100,000 tokens, in the view as it is shipped, in a page of its own.
import { quantile } from "./lib/figures.mjs";
import { importSupport } from "./lib/type-script.mjs";
import { installProbe } from "./lib/ui-probe.mjs";

const messages = 10_000;
/** What the host gives of a chat at first, as `history.ts` does it. */
const page = 50;
const rate = 500;
const seconds = 8;

export async function measureHugeChats() {
  const { ViewPage, message } = await importSupport("view-page");
  const { longAnswer } = await importSupport("long-answer");
  const chat = (/** @type {number} */ count) =>
    Array.from({ length: count }, (_, index) =>
      message(
        index % 2 ? "assistant" : "user",
        index % 2 ? `Answer ${index}.\n\n${"Some words of it. ".repeat(1 + (index % 60))}` : `Question ${index}`,
      ),
    );
  const measure = async (/** @type {number} */ count, { reading = false, shown = count, before = 500 } = {}) => {
    const view = await ViewPage.open();
    const tab = view.page;
    await tab.evaluate(installProbe);
    const opened = await tab.evaluate(openAndTime, {
      said: { ...view.chatMessage(chat(count).slice(-shown)), hasMore: shown < count },
      last: `${count - 1}`,
    });
    const nodes = await tab.locator(".message").count();
    await tab.getByRole("textbox", { name: /^Question/ }).fill("Go on");
    await tab.keyboard.press("Enter");
    await tab.locator('.message[aria-busy="true"]').waitFor();
    const replyId = view.posted.findLast(({ type }) => type === "send").replyId;
    const pieces = longAnswer(before + rate * seconds);
    const first = pieces.splice(0, before);
    await tab.evaluate(stream, { replyId, pieces: first, perSecond: 20_000 });
    if (reading) {
      await tab.locator(".messages").hover();
      await tab.mouse.wheel(0, -700);
      await tab.waitForFunction(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(true)))));
    }
    // What came at once is drawn before anything is measured.
    await tab.evaluate(() => new Promise((done) => requestIdleCallback(done)));
    await tab.evaluate(() => window.probe.arm());
    const jumps = reading ? tab.evaluate(watchPlace, 1000 * seconds) : undefined;
    const streaming = tab.evaluate(stream, { replyId, pieces, perSecond: rate });
    const typing = typeAlong(tab, streaming);
    await streaming;
    await typing;
    const probe = await tab.evaluate(() => window.probe.read());
    const result = { ...opened, ...probe, nodes, jump: await jumps, heap: (await metrics(tab)).JSHeapUsedSize };
    await view.close();
    return result;
  };
  const empty = await measure(2);
  const huge = await measure(messages, { shown: page });
  const whole = await measure(messages);
  const read = await measure(messages, { shown: page, reading: true });
  const answer = await measure(2, { before: 95_000 });
  const bareGap = await bareGaps(ViewPage);
  const name = `chat of ${messages.toLocaleString("en")} messages`;
  const row = (measure, product, target, met, more = {}) => ({ measure, product, target, met, ...more });
  const ms = (/** @type {number} */ value) => `${value.toFixed(1)} ms`;
  const streamRows = (/** @type {string} */ of, figures) => {
    const [gap, longest, typed] = [quantile(figures.gaps, 0.95), Math.max(0, ...figures.long), quantile(figures.typed, 0.95)];
    return [
      row(`${of}: longest task`, ms(longest), "≤ 50 ms", longest <= 50),
      row(`${of}: frame gap p95`, ms(gap), "≤ 1.3", gap / bareGap <= 1.3, { reference: ms(bareGap), ratio: gap / bareGap }),
      row(`${of}: key to paint p95`, ms(typed), "≤ 30 ms", typed <= 30),
    ];
  };
  return [
    row(`${name}: data to last screen painted`, ms(huge.openMs), "≤ 300 ms", huge.openMs <= 300),
    row(`${name}: message nodes`, String(huge.nodes), "≤ 400", huge.nodes <= 400),
    row(`${name}, all of them in the view: data to last screen painted`, ms(whole.openMs), "≤ 300 ms", whole.openMs <= 300),
    row(`${name}, all of them in the view: message nodes`, String(whole.nodes), "≤ 400", whole.nodes <= 400),
    row(`${name}: heap after streaming`, `${(huge.heap / 1e6).toFixed(1)} MB`, "≤ 1.5", huge.heap / empty.heap <= 1.5, {
      reference: `${(empty.heap / 1e6).toFixed(1)} MB empty chat`,
      ratio: huge.heap / empty.heap,
    }),
    ...streamRows(`${name}, ${rate} tokens/s`, huge),
    ...streamRows(`${name}, ${rate} tokens/s, read above`, read),
    row(`${name}: what is read moves by at most`, `${read.jump.toFixed(2)} px`, "≤ 1 px", read.jump <= 1),
    ...streamRows(`last tokens of an answer of 100,000, ${rate} tokens/s`, answer),
  ];
}

/** Heap in use after a collection. */
async function metrics(page) {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send("HeapProfiler.collectGarbage");
  await cdp.send("Performance.enable");
  const { metrics: all } = await cdp.send("Performance.getMetrics");
  await cdp.detach();
  return Object.fromEntries(all.map(({ name, value }) => [name, value]));
}

/** Runs in the page: gives a chat to the view, and waits until its last message is painted. */
async function openAndTime({ said, last }) {
  window.postMessage({ type: "reopen", chatId: said.chat.chatId });
  await new Promise((done) => setTimeout(done, 50));
  const started = performance.now();
  window.postMessage(said);
  const shown = () => [...document.querySelectorAll(".message")].at(-1)?.textContent.includes(last);
  while (!shown()) await new Promise(requestAnimationFrame);
  await new Promise((done) => {
    const channel = new MessageChannel();
    channel.port1.onmessage = done;
    requestAnimationFrame(() => channel.port2.postMessage(0));
  });
  return { openMs: performance.now() - started };
}

/** Runs in the page: streams pieces at a rate, kept against the clock. */
function stream({ replyId, pieces, perSecond }) {
  return new Promise((done) => {
    const started = performance.now();
    let sent = 0;
    const next = () => {
      const due = Math.min(pieces.length, Math.floor(((performance.now() - started) * perSecond) / 1000));
      // As the sidecar does it: what came since is one message.
      if (due > sent) window.postMessage({ type: "delta", replyId, parts: [{ kind: "text", text: pieces.slice(sent, due).join("") }] });
      sent = due;
      if (sent < pieces.length) setTimeout(next, 4);
      else requestAnimationFrame(() => requestAnimationFrame(() => done(undefined)));
    };
    next();
  });
}

/** Runs in the page: the farthest that what stands in the middle of the view moves meanwhile. */
function watchPlace(forMs) {
  const list = document.querySelector(".messages").getBoundingClientRect();
  const element = document.elementFromPoint(list.left + 60, list.top + list.height / 2);
  const first = element.getBoundingClientRect().top;
  const until = performance.now() + forMs;
  return new Promise((done) => {
    let most = 0;
    const look = () => {
      most = Math.max(most, element.isConnected ? Math.abs(element.getBoundingClientRect().top - first) : Infinity);
      if (performance.now() < until) requestAnimationFrame(look);
      else done(most);
    };
    look();
  });
}

/** Types into the composer while something happens. */
async function typeAlong(page, action) {
  let going = true;
  void action.then(() => (going = false));
  await page.getByRole("textbox", { name: /^Question/ }).click();
  while (going) {
    await page.keyboard.insertText("a");
    await page.waitForTimeout(70);
  }
}

/** The gaps between frames of a page that appends the same text to one text node, at the same rate. */
async function bareGaps(ViewPage) {
  const view = await ViewPage.open();
  await view.page.evaluate(installProbe);
  const gaps = await view.page.evaluate(
    ({ perSecond, count }) =>
      new Promise((done) => {
        const box = document.body.appendChild(document.createElement("pre"));
        Object.assign(box.style, { position: "fixed", inset: "0", overflow: "auto", whiteSpace: "pre-wrap" });
        const text = box.appendChild(document.createTextNode(""));
        window.probe.arm();
        let sent = 0;
        const started = performance.now();
        const next = () => {
          const due = Math.min(count, Math.floor(((performance.now() - started) * perSecond) / 1000));
          for (; sent < due; sent++) text.appendData("word ");
          box.scrollTop = box.scrollHeight;
          if (sent < count) setTimeout(next, 4);
          else done(window.probe.gaps);
        };
        next();
      }),
    { perSecond: rate, count: rate * 4 },
  );
  await view.close();
  return quantile(gaps, 0.95);
}
