import { expect, test, vi } from "vitest";
import { UserError } from "../../../extension/src/infrastructure/errors.js";
import type { ToHost } from "../../../extension/src/features/chat/messages.js";
import { ChatFixture, ended, summary } from "./support/chat-fixture.js";

test("Branches, ratings, pins and the archive go to the sidecar as they are", async () => {
  const fixture = new ChatFixture();
  for (const method of ["chat/selectBranch", "chat/rate", "chat/update"] as const) fixture.sidecar.answer(method, () => ({}));
  await fixture.ready("c1");
  await fixture.receive({ type: "selectBranch", chatId: "c1", messageId: "m1" });
  await fixture.receive({ type: "rate", chatId: "c1", messageId: "m1", rating: "down" });
  await fixture.receive({ type: "pinChat", chatId: "c1", pinned: true });
  await fixture.receive({ type: "archiveChat", chatId: "c1", archived: true });
  expect(fixture.sidecar.asked.slice(-4)).toEqual([
    { method: "chat/selectBranch", params: { chatId: "c1", messageId: "m1" } },
    { method: "chat/rate", params: { chatId: "c1", messageId: "m1", rating: "down" } },
    { method: "chat/update", params: { chatId: "c1", pinned: true } },
    { method: "chat/update", params: { chatId: "c1", archived: true } },
  ]);
});

test("A fork is shown once it is made", async () => {
  const fixture = new ChatFixture();
  fixture.sidecar.answer("chat/fork", () => ({ chatId: "c2" }));
  await fixture.ready("c1");
  await fixture.receive({ type: "fork", chatId: "c1", messageId: "m1" });
  expect(fixture.last("showChat").chatId).toBe("c2");
});

test("The user is offered the folders and tags in use, and what is chosen is kept", async () => {
  const fixture = new ChatFixture();
  fixture.sidecar
    .answer("chat/labels", () => ({ folders: [{ name: "Work", chats: 2 }], tags: [{ name: "c#", chats: 1 }] }))
    .answer("chat/get", () => ({ chat: { ...summary("c1"), folder: "Play", tags: ["fun"] }, messages: [], hasMore: false }))
    .answer("chat/update", () => ({}));
  await fixture.ready();
  await fixture.receive({ type: "chooseFolder", chatId: "c1" });
  await fixture.receive({ type: "chooseTags", chatId: "c1" });
  expect(fixture.sidecar.asked.filter(({ method }) => method === "chat/update").map(({ params }) => params)).toEqual([
    { chatId: "c1", folder: "Work|Play" },
    { chatId: "c1", tags: ["fun", "c#"] },
  ]);
});

test("A message is deleted when it cannot be brought back any more, and not before", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  try {
    const fixture = new ChatFixture();
    fixture.sidecar.answer("chat/deleteMessage", () => ({}));
    await fixture.receive({ type: "deleteMessage", chatId: "c1", messageId: "m1" });
    await fixture.receive({ type: "undoDelete", chatId: "c1" });
    await vi.advanceTimersByTimeAsync(20_000);
    expect(fixture.sidecar.count("chat/deleteMessage")).toBe(0);
    await fixture.receive({ type: "deleteMessage", chatId: "c1", messageId: "m1" });
    await vi.advanceTimersByTimeAsync(20_000);
    expect(fixture.sidecar.count("chat/deleteMessage")).toBe(1);
    expect(fixture.all("chatClosed")).toEqual([]);
  } finally {
    vi.useRealTimers();
  }
});

test("A temporary chat is made with its first question", async () => {
  const fixture = new ChatFixture();
  fixture.sidecar.answer("chat/send", () => ({ messageId: "a1", userMessageId: "q1", stopReason: "stop", model: "m" }));
  await fixture.ready();
  await fixture.receive({
    ...{ type: "send", chatId: undefined, replyId: "r1", text: "Hi", model: undefined, attachments: [] },
    temporary: true,
  });
  expect(fixture.sidecar.asked).toContainEqual({ method: "chat/create", params: { model: undefined, temporary: true } });
});

test("Days of a search are whole days of the user's own clock", async () => {
  const fixture = new ChatFixture();
  fixture.sidecar.answer("chat/search", () => ({ hits: [] }));
  await fixture.ready();
  await fixture.receive({ type: "searchChats", query: "sky", filter: { archived: true, since: "2026-03-01", until: "2026-03-01" } });
  expect(fixture.sidecar.asked.at(-1)?.params).toEqual({
    ...{ query: "sky", limit: 50 },
    since: new Date(2026, 2, 1).toISOString(),
    until: new Date(2026, 2, 2).toISOString(),
  });
});

test("Settings of a chat replace those that it had, and a refusal finds its form", async () => {
  const fixture = new ChatFixture();
  fixture.sidecar.answer("chat/update", ({ settings }) => {
    if (settings?.preset === "Gone") throw new UserError("There is none.");
    return {};
  });
  await fixture.ready("c1");
  await fixture.receive({ type: "saveSettings", saveId: "s1", chatId: "c1", settings: { options: { temperature: 0.7 } } });
  await fixture.receive({ type: "saveSettings", saveId: "s2", chatId: "c1", settings: { preset: "Gone" } });
  expect(fixture.sidecar.asked.filter(({ method }) => method === "chat/update").map(({ params }) => params)).toEqual([
    { chatId: "c1", systemPrompt: "", settings: { preset: undefined, options: { temperature: 0.7 } } },
    { chatId: "c1", systemPrompt: "", settings: { preset: "Gone", options: undefined } },
  ]);
  expect(fixture.last("settingsSaved")).toEqual({ type: "settingsSaved", saveId: "s1", chat: summary("c1") });
  expect(fixture.last("settingsRefused")).toMatchObject({ saveId: "s2", error: { message: "There is none." } });
});

test("A chat that begins with settings of its own is created with them", async () => {
  const fixture = new ChatFixture();
  fixture.sidecar.answer("chat/send", () => ended);
  await fixture.ready();
  const settings = { systemPrompt: "Be brief.", options: { temperature: 0.7 } };
  await fixture.receive({ type: "send", chatId: undefined, replyId: "r1", text: "Hi", model: "p/m", attachments: [], settings });
  expect(fixture.sidecar.asked).toContainEqual({
    method: "chat/create",
    params: { model: "p/m", systemPrompt: "Be brief.", settings: { preset: undefined, options: { temperature: 0.7 } } },
  });
});

test("A chat and a message of it are exported and printed by the feature whose business that is", async () => {
  const fixture = new ChatFixture();
  await fixture.ready("c1");
  await fixture.receive({ type: "exportChat", chatId: "c1", messageId: "m1" });
  await fixture.receive({ type: "exportChat", chatId: "c1" });
  await fixture.receive({ type: "printChat", chatId: "c1" });
  expect(fixture.calls).toEqual(["export c1 m1", "export c1 whole", "print c1"]);
});

const goingOn: [ToHost, "chat/send" | "chat/continue" | "chat/fork"][] = [
  [{ type: "send", chatId: "c1", replyId: "r1", text: "Hi", model: undefined, attachments: [] }, "chat/send"],
  [{ type: "continue", chatId: "c1", messageId: "a1", replyId: "r1" }, "chat/continue"],
  [{ type: "fork", chatId: "c1", messageId: "a1" }, "chat/fork"],
];

test.each(goingOn)("What was deleted in a chat is gone before it goes on: $type", async (message, method) => {
  const fixture = new ChatFixture();
  await fixture.ready("c1");
  fixture.sidecar
    .answer("chat/deleteMessage", () => ({}))
    .answer("chat/send", () => ended)
    .answer("chat/continue", () => ended);
  fixture.sidecar.answer("chat/fork", () => ({ chatId: "c9" }));
  await fixture.receive({ type: "deleteMessage", chatId: "c1", messageId: "m1" });
  await fixture.receive(message);
  const order = fixture.sidecar.asked.map(({ method: each }) => each).filter((each) => each === "chat/deleteMessage" || each === method);
  expect(order).toEqual(["chat/deleteMessage", method]);
  expect(fixture.last("messageDeleted")).toEqual({ type: "messageDeleted", chatId: "c1", messageId: "m1" });
});

test("What was deleted elsewhere can still be taken back while another chat goes on", async () => {
  const fixture = new ChatFixture();
  await fixture.ready("c1");
  fixture.sidecar.answer("chat/send", () => ended);
  await fixture.receive({ type: "deleteMessage", chatId: "c2", messageId: "m1" });
  await fixture.receive({ type: "send", chatId: "c1", replyId: "r1", text: "Hi", model: undefined, attachments: [] });
  expect(fixture.sidecar.count("chat/deleteMessage")).toBe(0);
});
