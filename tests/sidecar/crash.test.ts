import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { MessagePart } from "../../shared-protocol/generated/protocol.js";
import { startFakeServer, type FakeServer } from "./support/fake-server.js";
import { deferred } from "./support/deferred.js";
import { Sidecar } from "./support/sidecar.js";

/** What was shown this long before a kill has to be in the history after it. */
const journalLagMs = 250;
/** A longer stall than this is the machine's and not the timer's; a pass of the journal takes several turns of the processor. */
const quietStallMs = 20;
const stallFactor = 8;
const rounds = Number(process.env["KILL_ROUNDS"] ?? 10);

let server: FakeServer;
let dataDirectory: string;

beforeAll(async () => {
  server = await startFakeServer();
  dataDirectory = mkdtempSync(path.join(tmpdir(), "acl-crash-"));
});

afterAll(async () => {
  await server.stop();
  rmSync(dataDirectory, { recursive: true, force: true });
});

const textOf = (parts: readonly MessagePart[]): string => parts.map((part) => (part.kind === "text" ? part.text : "")).join("");

test(
  `after each of ${rounds} kills in mid-stream the history opens and holds what was shown`,
  async () => {
    const first = await Sidecar.start(dataDirectory);
    await first.request("providers/add", {
      kind: "openai-compatible",
      name: "fake",
      baseUrl: server.baseUrl({ tokens: 100_000, interval: 2 }),
    });
    await first.stop();

    for (let round = 0; round < rounds; round++) {
      const sidecar = await Sidecar.start(dataDirectory);
      const shown: { atMs: number; length: number }[] = [];
      let text = "";
      const enough = deferred();
      // On a machine that stalls this process the other one stalls too: the promise is about time that it had.
      const stalls = monitorEventLoopDelay({ resolution: 5 });
      stalls.enable();
      const killAfterMs = 100 + Math.random() * 1200;
      sidecar.on("chat/delta", ({ parts }) => {
        text += textOf(parts);
        if (shown.length === 0) setTimeout(() => enough.resolve(), killAfterMs);
        shown.push({ atMs: performance.now(), length: text.length });
      });
      const { chatId } = await sidecar.request("chat/create", {});
      const reply = sidecar.request("chat/send", { chatId, replyId: `r${round}`, text: `Round ${round}`, model: "fake/fake" });
      reply.catch(() => undefined);
      await enough.promise;
      const killedAtMs = performance.now();
      stalls.disable();
      const allowedMs = journalLagMs + stallFactor * Math.max(0, stalls.max / 1e6 - quietStallMs);
      await sidecar.kill();

      const next = await Sidecar.start(dataDirectory);
      const { messages } = await next.request("chat/get", { chatId });
      await next.stop();
      const answer = messages.at(-1);
      const promised = shown.findLast(({ atMs }) => atMs <= killedAtMs - allowedMs)?.length ?? 0;
      const kept = textOf(answer?.parts ?? []);
      expect(messages.map(({ role }) => role)).toEqual(["user", "assistant"]);
      expect(answer?.status).toBe("interrupted");
      expect(kept.length, `round ${round}, killed ${killAfterMs.toFixed(0)} ms after the first text`).toBeGreaterThanOrEqual(promised);
      expect(text.startsWith(kept) || kept.startsWith(text), "what is kept is what was shown").toBe(true);
    }
  },
  30_000 + rounds * 5_000,
);

test("after a kill the answers that ran side by side are all there, and the first is still the current one", async () => {
  const sidecar = await Sidecar.start(dataDirectory);
  const shown = new Map<string, string>();
  const both = deferred();
  const asked = new Promise<string>((resolve) => {
    sidecar.on("chat/progress", ({ userMessageId }) => resolve(userMessageId ?? ""));
  });
  sidecar.on("chat/delta", ({ replyId, parts }) => {
    shown.set(replyId, (shown.get(replyId) ?? "") + textOf(parts));
    if ([...shown.values()].filter((text) => text.length > 500).length === 2) both.resolve();
  });
  const { chatId } = await sidecar.request("chat/create", {});
  const model = "fake/fake";
  const first = sidecar.request("chat/send", { chatId, replyId: "first", text: "Both?", model });
  const second = asked.then((messageId) => sidecar.request("chat/regenerate", { chatId, messageId, replyId: "second", model }));
  for (const reply of [first, second]) reply.catch(() => undefined);
  await both.promise;
  await new Promise((later) => setTimeout(later, 2 * journalLagMs));
  await sidecar.kill();

  const next = await Sidecar.start(dataDirectory);
  const { messages } = await next.request("chat/get", { chatId });
  const current = messages.at(-1);
  const { messages: siblings } = await next.request("chat/siblings", { chatId, messageId: current?.messageId ?? "" });
  await next.stop();
  expect(siblings.map(({ messageId }) => messageId)).toEqual(current?.siblings);
  expect(siblings.map(({ status }) => status)).toEqual(["interrupted", "interrupted"]);
  expect(siblings[0]?.messageId).toBe(current?.messageId);
  for (const { parts } of siblings) expect(textOf(parts).length).toBeGreaterThan(500);
});
