import { expect, test } from "vitest";
import { findMatches, firstOfDay } from "../../../extension/webviews/chat/state/find.js";
import type { Entry } from "../../../extension/webviews/chat/state/view-state.js";
import { chat, message, startReady } from "./support/fixtures.js";

const entry = (id: string, role: "user" | "assistant", text: string, createdAt = "2026-01-01T10:00:00"): Entry => ({
  key: `key-${id}`,
  message: message(id, role, text, { createdAt }),
});

test.each([
  ["stream", ["a1 0", "a1 1", "q2 0"]],
  ["STREAM", ["a1 0", "a1 1", "q2 0"]],
  ["one line", ["a1 0"]],
  ["a.b(c)", ["q2 0"]],
  ["*", ["q2 0"]],
  ["secret", []],
  ["  ", []],
])("What is found of %j", (query, expected) => {
  const thinking = { kind: "thinking" as const, text: "secret" };
  const answer = entry("a1", "assistant", "A **stream** of one `line`. Streams.");
  const entries = [
    { ...answer, message: { ...answer.message, parts: [thinking, ...answer.message.parts] } },
    entry("q2", "user", "a.b(c) * stream"),
    entry("", "assistant", "stream"),
  ];
  expect(findMatches(entries, query).map(({ messageId, occurrence }) => `${messageId} ${occurrence}`)).toEqual(expected);
});

test("A day leads to its first message, or to the next day that has one", () => {
  const entries = [
    entry("a", "user", "x", "2026-01-01T23:59:00"),
    entry("b", "user", "x", "2026-01-03T00:01:00"),
    entry("c", "user", "x", "2026-01-03T12:00:00"),
  ];
  expect(["2026-01-01", "2026-01-02", "2026-01-03", "2026-01-04"].map((day) => firstOfDay(entries, day))).toEqual(["a", "b", "b", "c"]);
  expect(firstOfDay([], "2026-01-01")).toBeUndefined();
});

test("Looking for something loads the whole chat, once, and ends when another chat is shown", () => {
  const started = startReady();
  started.view.actions.openChat("c1");
  started.host.tell({ type: "chat", chat, messages: [message("q9", "user", "New")], hasMore: true, prepend: false });
  started.host.tell({ type: "find" });
  started.view.actions.find({ query: "x", at: -1 });
  expect(started.host.posted.filter(({ type }) => type === "openChat")).toEqual([
    { type: "openChat", chatId: "c1" },
    { type: "openChat", chatId: "c1", before: "q9", all: true },
  ]);
  started.view.actions.openChat("c2");
  expect(started.view.store.getState().find).toBeUndefined();
});
