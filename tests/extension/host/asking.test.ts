import { expect, test, vi } from "vitest";
import { UserError } from "../../../extension/src/infrastructure/errors.js";
import type { ChatReplyResult } from "../../../shared-protocol/generated/protocol.js";
import { ChatFixture, ended, model, stored } from "./support/chat-fixture.js";
import { deferred } from "./support/deferred.js";

const send = {
  ...{ type: "send", chatId: "c1", replyId: "r1", text: "Hi", model: "p/one", attachments: [] },
  beside: [
    { replyId: "r2", model: "p/two" },
    { replyId: "r3", model: "p/three" },
  ],
} satisfies Parameters<ChatFixture["receive"]>[0];
const progress = (replyId: string, messageId: string) => ({
  ...{ replyId, phase: "connecting" as const, model: model.model, messageId, userMessageId: "q1" },
});
const methods = (fixture: ChatFixture) =>
  fixture.sidecar.asked.filter(({ method }) => method === "chat/send" || method === "chat/regenerate").map(({ method }) => method);

test("A question is stored by its first model and answered by the others while that one runs", async () => {
  const fixture = new ChatFixture();
  await fixture.ready("c1");
  const answers = { "chat/send": deferred<ChatReplyResult>(), "chat/regenerate": deferred<ChatReplyResult>() };
  for (const method of ["chat/send", "chat/regenerate"] as const) fixture.sidecar.answer(method, () => answers[method].promise);
  const sent = fixture.receive(send);
  await vi.waitFor(() => expect(methods(fixture)).toEqual(["chat/send"]));
  fixture.sidecar.notify("chat/progress", progress("r1", "a1"));
  await vi.waitFor(() => expect(methods(fixture)).toHaveLength(3));
  expect(fixture.sidecar.asked).toContainEqual({
    method: "chat/regenerate",
    params: { chatId: "c1", messageId: "q1", replyId: "r3", model: "p/three", beside: true },
  });

  fixture.sidecar.notify("chat/progress", progress("r2", "a2"));
  fixture.bridge.hidden();
  await fixture.receive({ type: "ready" });
  await fixture.receive({ type: "openChat", chatId: "c1" });
  expect(fixture.last("chat")).toMatchObject({
    running: { replyId: "r1", messageId: "a1" },
    beside: [{ replyId: "r2", messageId: "a2", beside: true }, { replyId: "r3" }],
  });
  answers["chat/send"].resolve(ended);
  await vi.waitFor(() => expect(fixture.last("replyEnded").replyId).toBe("r1"));
  answers["chat/regenerate"].resolve({ ...ended, messageId: "a2" });
  await sent;
  expect(fixture.all("replyEnded").map(({ replyId }) => replyId)).toEqual(["r1", "r2", "r3"]);
  await vi.waitFor(() => expect(fixture.last("chat").beside).toBeUndefined());
});

test("Where the first model never comes to storing the question, the next one does, in the same new chat", async () => {
  const fixture = new ChatFixture();
  await fixture.ready();
  fixture.sidecar.answer("chat/send", (params) => {
    if (params.model === "p/one") throw new UserError("There is no such model.");
    fixture.sidecar.notify("chat/progress", progress("r2", "a2"));
    return ended;
  });
  fixture.sidecar.answer("chat/regenerate", () => ended);
  await fixture.receive({ ...send, chatId: undefined });
  expect(methods(fixture)).toEqual(["chat/send", "chat/send", "chat/regenerate"]);
  expect(fixture.sidecar.count("chat/create")).toBe(1);
  expect(fixture.all("replyFailed").map(({ replyId }) => replyId)).toEqual(["r1"]);
  expect(fixture.all("replyEnded").map(({ replyId }) => replyId)).toEqual(["r2", "r3"]);
});

test("An answer that is chosen ends those that still run beside it first", async () => {
  const fixture = new ChatFixture();
  await fixture.ready("c1");
  const order: string[] = [];
  fixture.sidecar.answer(
    "chat/send",
    (_, token) =>
      new Promise((resolve) =>
        token?.onCancellationRequested(() => {
          order.push("stopped");
          resolve({ ...ended, stopReason: "cancelled" });
        }),
      ),
  );
  fixture.sidecar.answer("chat/selectBranch", () => {
    order.push("chosen");
    return {};
  });
  void fixture.receive({ ...send, beside: [] });
  await vi.waitFor(() => expect(methods(fixture)).toEqual(["chat/send"]));
  await fixture.receive({ type: "selectBranch", chatId: "c1", messageId: "a2" });
  expect(order).toEqual(["stopped", "chosen"]);
});

test("What stands in the same place as a message is read for the view", async () => {
  const fixture = new ChatFixture();
  await fixture.ready("c1");
  fixture.sidecar.answer("chat/siblings", () => ({ messages: [stored("a1"), stored("a2")] }));
  await fixture.receive({ type: "loadSiblings", chatId: "c1", messageId: "a2" });
  expect(fixture.last("siblings")).toEqual({ type: "siblings", chatId: "c1", messageId: "a2", messages: [stored("a1"), stored("a2")] });
});

test("A chat that was chosen while a new one was being made stays the open one", async () => {
  const fixture = new ChatFixture();
  await fixture.ready();
  const created = deferred<{ chatId: string }>();
  fixture.sidecar.answer("chat/create", () => created.promise).answer("chat/send", () => ended);
  const sent = fixture.receive({ ...send, beside: [], chatId: undefined });
  await vi.waitFor(() => expect(fixture.sidecar.count("chat/create")).toBe(1));
  await fixture.receive({ type: "openChat", chatId: "c1" });
  created.resolve({ chatId: "new" });
  await sent;
  expect(fixture.host.lastChat).toBe("c1");
  expect(fixture.last("chatCreated").chat.chatId).toBe("new");
});

test("Of two searches that overtake each other the later one is shown", async () => {
  const fixture = new ChatFixture();
  await fixture.ready();
  const first = deferred<{ hits: [] }>();
  const later = deferred<{ hits: [] }>();
  fixture.sidecar.answer("chat/search", ({ hasCode }) => (hasCode === true ? later.promise : first.promise));
  const both = [
    fixture.receive({ type: "searchChats", query: "tall" }),
    fixture.receive({ type: "searchChats", query: "tall", filter: { hasCode: true } }),
  ];
  later.resolve({ hits: [] });
  await both[1];
  first.resolve({ hits: [] });
  await both[0];
  expect(fixture.all("hits")).toHaveLength(1);
});
