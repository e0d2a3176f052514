import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { MessageBatches } from "../../../extension/src/features/chat/message-batches.js";
import type { ToView } from "../../../extension/src/features/chat/messages.js";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const text = (words: string): ToView => ({ type: "delta", replyId: "r", parts: [{ kind: "text", text: words }] });
const progress: ToView = { type: "progress", progress: { replyId: "r", phase: "connecting", model: "fake/fake" } };
const stopped: ToView = { type: "replyFailed", replyId: "r", error: { message: "No." } };

function batches() {
  const sent: string[][] = [];
  const batches = new MessageBatches((messages) =>
    sent.push(
      messages.map((message) =>
        message.type === "delta" ? String(message.parts.map((part) => part.kind === "text" && part.text)) : message.type,
      ),
    ),
  );
  return { batches, sent };
}

test("What is waited for goes at once, what nobody waits for with it or soon by itself", () => {
  const { batches: to, sent } = batches();
  to.add(progress);
  vi.advanceTimersByTime(49);
  expect(sent).toEqual([]);
  vi.advanceTimersByTime(1);
  expect(sent).toEqual([["progress"]]);
  to.add(progress);
  to.add(text("Hello"));
  expect(sent.slice(1)).toEqual([["progress", "Hello"]]);
  vi.advanceTimersByTime(1000);
  expect(sent).toHaveLength(2);
});

test("The first words go at once, the next ones once a frame, and all of them before the end", () => {
  const { batches: to, sent } = batches();
  to.add(text("a"));
  to.add(text("b"));
  to.add(text("c"));
  expect(sent).toEqual([["a"]]);
  vi.advanceTimersByTime(16);
  expect(sent).toEqual([["a"], ["b", "c"]]);
  to.add(text("d"));
  to.add(stopped);
  expect(sent.slice(2)).toEqual([["d", "replyFailed"]]);
  vi.advanceTimersByTime(1000);
  expect(sent).toHaveLength(3);
});

test("What waits for long does not hold up words that wait for a frame", () => {
  const { batches: to, sent } = batches();
  to.add(text("a"));
  to.add(progress);
  to.add(text("b"));
  vi.advanceTimersByTime(16);
  expect(sent).toEqual([["a"], ["progress", "b"]]);
});

test("A page that is gone is sent nothing", () => {
  const { batches: to, sent } = batches();
  to.add(progress);
  to.discard();
  vi.advanceTimersByTime(1000);
  expect(sent).toEqual([]);
});
