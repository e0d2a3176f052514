import { expect, test, vi } from "vitest";
import { UserError } from "../../../extension/src/infrastructure/errors.js";
import { RpcError, SidecarStoppedError } from "../../../extension/src/sidecar/index.js";
import { RpcErrorCode, type ChatReplyResult } from "../../../shared-protocol/generated/protocol.js";
import { deferred } from "./support/deferred.js";
import { ChatFixture, ended, model, stored, summary } from "./support/chat-fixture.js";

const send = { type: "send", chatId: "c1", replyId: "r1", text: "Hi", model: undefined, attachments: [] } as const;
const question = { ...send, attachments: [] };
const delta = (text: string) => ({ replyId: "r1", seq: 0, parts: [{ kind: "text" as const, text }] });

/** An answer that a test ends. */
function pending(fixture: ChatFixture): { resolve: (result: ChatReplyResult) => void; reject: (error: Error) => void } {
  const { promise, resolve, reject } = deferred<ChatReplyResult>();
  fixture.sidecar.answer("chat/send", () => promise);
  return { resolve, reject };
}

test("A view that opens is told the state, the models, the chats and what was found", async () => {
  const fixture = new ChatFixture();
  await fixture.ready();
  expect(fixture.last("sidecar").sidecar).toEqual({ state: "running" });
  expect(fixture.last("models")).toMatchObject({ models: [model], model: model.model });
  expect(fixture.last("chats")).toMatchObject({ chats: [summary("c1")], append: false });
  expect(fixture.last("found").providers).toEqual([]);
});

test("A view that opens starts the sidecar, and reads everything once it runs", async () => {
  const fixture = new ChatFixture();
  fixture.sidecar.state = { state: "idle" };
  await fixture.receive({ type: "ready" });
  expect(fixture.sidecar.starts).toBe(1);
  expect(fixture.last("sidecar").sidecar).toEqual({ state: "starting" });
  expect(fixture.sidecar.asked).toEqual([]);
  fixture.sidecar.become({ state: "running" });
  await vi.waitFor(() => fixture.last("chats"));
});

test("A question without a chat makes one first and says so before the answer ends", async () => {
  const fixture = new ChatFixture();
  await fixture.ready();
  fixture.sidecar.answer("chat/send", () => ended);
  await fixture.receive({ ...question, chatId: undefined, model: "embedded/tiny" });
  expect(fixture.last("chatCreated")).toEqual({ type: "chatCreated", replyId: "r1", chat: summary("new") });
  expect(fixture.sidecar.asked).toContainEqual({
    method: "chat/send",
    params: { chatId: "new", replyId: "r1", text: "Hi", model: "embedded/tiny", attachments: [] },
  });
  const types = fixture.shown.map(({ type }) => type);
  expect(types.indexOf("chatCreated")).toBeLessThan(types.indexOf("replyEnded"));
});

test("Deltas go to the view at once, and to one that is built anew in the middle as a whole", async () => {
  const fixture = new ChatFixture();
  await fixture.ready("c1");
  const answer = pending(fixture);
  const sent = fixture.receive(question);
  await vi.waitFor(() => expect(fixture.sidecar.count("chat/send")).toBe(1));
  fixture.sidecar.notify("chat/delta", delta("Be"));
  expect(fixture.last("delta").parts).toEqual([{ kind: "text", text: "Be" }]);

  fixture.bridge.hidden();
  const shownBefore = fixture.shown.length;
  fixture.sidecar.notify("chat/delta", delta("cause"));
  expect(fixture.shown).toHaveLength(shownBefore);

  await fixture.receive({ type: "ready" });
  await fixture.receive({ type: "openChat", chatId: "c1" });
  expect(fixture.last("chat").running).toEqual({ replyId: "r1", parts: [{ kind: "text", text: "Because" }] });
  answer.resolve(ended);
  await sent;
  expect(fixture.last("replyEnded").result).toEqual(ended);
  await fixture.receive({ type: "openChat", chatId: "c1" });
  expect(fixture.last("chat").running).toBeUndefined();
});

test("A chat that was read while its reply ended is read again", async () => {
  const fixture = new ChatFixture();
  await fixture.ready("c1");
  const answer = pending(fixture);
  const sent = fixture.receive(question);
  await vi.waitFor(() => expect(fixture.sidecar.count("chat/send")).toBe(1));
  let reads = 0;
  fixture.sidecar.answer("chat/get", async ({ chatId }) => {
    if (reads++ === 0) {
      answer.resolve(ended);
      await sent;
    }
    return { chat: summary(chatId), messages: [stored(`read ${reads}`)], hasMore: false };
  });
  await fixture.receive({ type: "openChat", chatId: "c1" });
  expect(fixture.last("chat")).toMatchObject({ messages: [{ messageId: "read 2" }] });
});

test("Stop cancels the request, whose result ends the reply", async () => {
  const fixture = new ChatFixture();
  await fixture.ready();
  fixture.sidecar.answer(
    "chat/send",
    (_, token) => new Promise((resolve) => token?.onCancellationRequested(() => resolve({ ...ended, stopReason: "cancelled" }))),
  );
  const sent = fixture.receive(question);
  await vi.waitFor(() => expect(fixture.sidecar.count("chat/send")).toBe(1));
  expect(fixture.replies).toBe(1);
  await fixture.receive({ type: "stop", replyId: "r1" });
  await sent;
  expect(fixture.last("replyEnded").result.stopReason).toBe("cancelled");
  expect(fixture.replies).toBe(0);
});

test("What is stopped before anything of it was stored is no failure, and nothing to be told of later", async () => {
  const fixture = new ChatFixture();
  await fixture.ready("c1");
  const refused = new RpcError(RpcErrorCode.requestCancelled, "The request was cancelled.");
  fixture.sidecar.answer(
    "chat/send",
    (_, token) =>
      new Promise((_resolve, reject) =>
        token?.onCancellationRequested(() => {
          reject(refused);
        }),
      ),
  );
  const sent = fixture.receive(question);
  await vi.waitFor(() => expect(fixture.sidecar.count("chat/send")).toBe(1));
  await fixture.receive({ type: "stop", replyId: "r1" });
  await sent;
  expect(fixture.last("replyFailed")).toMatchObject({ replyId: "r1", stopped: true });

  const unseen = fixture.receive({ ...question, replyId: "r2" });
  await vi.waitFor(() => expect(fixture.sidecar.count("chat/send")).toBe(2));
  fixture.bridge.hidden();
  await fixture.receive({ type: "stop", replyId: "r2" });
  await unseen;
  await fixture.receive({ type: "ready" });
  expect(fixture.all("error")).toEqual([]);

  fixture.sidecar.answer("chat/send", () => Promise.reject(refused));
  await fixture.receive({ ...question, replyId: "r3" });
  expect(fixture.last("replyFailed")).not.toHaveProperty("stopped");
});

test("A sidecar that dies in the middle fails the reply, and all is read again when it is back", async () => {
  const fixture = new ChatFixture();
  await fixture.ready("c1");
  const answer = pending(fixture);
  const sent = fixture.receive(question);
  await vi.waitFor(() => expect(fixture.sidecar.count("chat/send")).toBe(1));
  fixture.sidecar.notify("chat/progress", { replyId: "r1", phase: "connecting", model: model.model, messageId: "a1", userMessageId: "q1" });
  answer.reject(new SidecarStoppedError());
  await sent;
  fixture.sidecar.become({ state: "restarting", attempt: 1, inMs: 500, reason: "It was ended by SIGKILL." });
  expect(fixture.last("replyFailed").error.data?.kind).toBe("sidecarStopped");
  expect(fixture.last("sidecar").sidecar).toMatchObject({ state: "restarting", inMs: 500 });
  expect(fixture.all("error")).toEqual([]);

  const chats = fixture.all("chat").length;
  fixture.sidecar.become({ state: "running" });
  await vi.waitFor(() => expect(fixture.all("chat")).toHaveLength(chats + 1));
});

test("A question that failed before it was stored is not wiped from the view by a reading of the chat", async () => {
  const fixture = new ChatFixture();
  await fixture.ready("c1");
  const answer = pending(fixture);
  const sent = fixture.receive(question);
  answer.reject(new UserError("There is no model to answer."));
  await sent;
  const [chats, lists] = [fixture.all("chat").length, fixture.all("chats").length];
  fixture.sidecar.notify("chat/changed", { chatId: "c1" });
  await vi.waitFor(() => expect(fixture.all("chats")).toHaveLength(lists + 1));
  expect(fixture.all("chat")).toHaveLength(chats);
});

test("Changes by others are read once for many, and only while the view is there", async () => {
  const fixture = new ChatFixture();
  await fixture.ready("c1");
  const [chats, lists] = [fixture.all("chat").length, fixture.all("chats").length];
  for (let i = 0; i < 20; i++) fixture.sidecar.notify("chat/changed", {});
  await vi.waitFor(() => expect(fixture.all("chat")).toHaveLength(chats + 1));
  expect(fixture.all("chats")).toHaveLength(lists + 1);
});

test("A failure that comes while the view is hidden is told when it is back", async () => {
  const fixture = new ChatFixture();
  await fixture.ready();
  fixture.sidecar.answer("models/pull", () => Promise.reject(new UserError("The disk is full.")));
  fixture.bridge.hidden();
  await fixture.receive({ type: "pull", model: "embedded/tiny", pullId: "p1" });
  expect(fixture.all("error")).toEqual([]);
  await fixture.receive({ type: "ready" });
  expect(fixture.last("error").error.message).toBe("The disk is full.");
});

test("Commands wait for a view that is not there yet", async () => {
  const fixture = new ChatFixture();
  fixture.bridge.tell({ type: "focusInput" });
  expect(fixture.shown).toEqual([]);
  await fixture.ready();
  expect(fixture.all("focusInput")).toHaveLength(1);
  fixture.bridge.tell({ type: "focusSearch" });
  expect(fixture.shown.at(-1)).toEqual({ type: "focusSearch" });
});

test("A download shows how far it is, also to a view that is built anew", async () => {
  const fixture = new ChatFixture();
  await fixture.ready();
  const { promise, resolve } = deferred<{ status: "completed" }>();
  fixture.sidecar.answer("models/pull", () => promise);
  const pulled = fixture.receive({ type: "pull", model: "embedded/tiny", pullId: "p1" });
  const progress = { pullId: "p1", phase: "downloading", completedBytes: 10, totalBytes: 100 } as const;
  fixture.sidecar.notify("models/pullProgress", progress);
  expect(fixture.last("pullProgress")).toEqual({ type: "pullProgress", ...progress });
  fixture.bridge.hidden();
  await fixture.receive({ type: "ready" });
  expect(fixture.all("pullProgress")).toHaveLength(2);
  resolve({ status: "completed" });
  await pulled;
  expect(fixture.last("pullEnded")).toEqual({ type: "pullEnded", pullId: "p1", status: "completed" });
});

test("A chat that another window deleted is closed", async () => {
  const fixture = new ChatFixture();
  await fixture.ready();
  fixture.sidecar.answer("chat/get", () => Promise.reject(new RpcError(-32011, "There is no chat c9.")));
  await fixture.receive({ type: "openChat", chatId: "c9" });
  expect(fixture.last("chatClosed").chatId).toBe("c9");
  expect(fixture.all("error")).toEqual([]);
});

test("What came at the end of a chat pushes nothing of what is shown out of it, and brings nothing older", async () => {
  const fixture = new ChatFixture();
  const chat = Array.from({ length: 300 }, (_, index) => stored(`m${index}`));
  fixture.sidecar.answer("chat/get", ({ chatId, limit = chat.length, before }) => {
    const end = before === undefined ? chat.length : chat.findIndex(({ messageId }) => messageId === before);
    const start = Math.max(0, end - limit);
    return { chat: summary(chatId), messages: chat.slice(start, end), hasMore: start > 0 };
  });
  await fixture.ready("c1");
  await fixture.receive({ type: "openChat", chatId: "c1", before: "m250" });
  expect(fixture.last("chat").messages[0]?.messageId).toBe("m200");
  for (const more of [2, 60]) {
    chat.push(...Array.from({ length: more }, (_, index) => stored(`m${chat.length + index}`)));
    const shown = fixture.all("chat").length;
    fixture.sidecar.notify("chat/changed", { chatId: "c1" });
    await vi.waitFor(() => expect(fixture.all("chat")).toHaveLength(shown + 1));
    const { messages, hasMore } = fixture.last("chat");
    expect([messages[0]?.messageId, messages.at(-1)?.messageId, hasMore]).toEqual(["m200", `m${chat.length - 1}`, true]);
  }
});

test("A chat is deleted when it cannot be brought back any more, and not before", async () => {
  const fixture = new ChatFixture();
  await fixture.ready();
  fixture.sidecar.answer("chat/delete", () => ({}));
  await fixture.receive({ type: "deleteChat", chatId: "c1" });
  await fixture.receive({ type: "undoDelete", chatId: "c1" });
  await fixture.bridge.settle();
  expect(fixture.sidecar.count("chat/delete")).toBe(0);
  await fixture.receive({ type: "deleteChat", chatId: "c1" });
  await fixture.receive({ type: "deleteChat", chatId: "c2" });
  expect(fixture.sidecar.count("chat/delete"), "the next one settles it").toBe(1);
  fixture.bridge.hidden();
  await vi.waitFor(() => expect(fixture.sidecar.count("chat/delete"), "the view closed").toBe(2));
});

test("A deletion that the sidecar refuses is told with its chat", async () => {
  const fixture = new ChatFixture();
  await fixture.ready();
  fixture.sidecar.answer("chat/delete", () => Promise.reject(new UserError("The disk is full.")));
  await fixture.receive({ type: "deleteChat", chatId: "c1" });
  await fixture.bridge.settle();
  expect(fixture.last("deleteFailed")).toEqual({ type: "deleteFailed", chatId: "c1", error: { message: "The disk is full." } });
});

test("A view that is built anew is told which chat it showed last, also after a reload of the window", async () => {
  const fixture = new ChatFixture();
  await fixture.ready("c7");
  const reloaded = new ChatFixture();
  reloaded.host.lastChat = fixture.host.lastChat;
  await reloaded.ready();
  expect(reloaded.last("reopen").chatId).toBe("c7");
  await reloaded.receive({ type: "openChat", chatId: undefined });
  expect(reloaded.host.lastChat).toBeUndefined();
});

test("A chat is deleted after the reply that runs in it has ended", async () => {
  const fixture = new ChatFixture();
  await fixture.ready("c1");
  const order: string[] = [];
  fixture.sidecar
    .answer(
      "chat/send",
      (_, token) =>
        new Promise((resolve) =>
          token?.onCancellationRequested(() => {
            order.push("ended");
            resolve({ ...ended, stopReason: "cancelled" });
          }),
        ),
    )
    .answer("chat/delete", () => {
      order.push("deleted");
      return {};
    });
  const sent = fixture.receive(question);
  await vi.waitFor(() => expect(fixture.sidecar.count("chat/send")).toBe(1));
  await fixture.receive({ type: "deleteChat", chatId: "c1" });
  await fixture.bridge.settle();
  await sent;
  expect(order).toEqual(["ended", "deleted"]);
  expect(fixture.last("chatClosed").chatId).toBe("c1");
});

test("What the sidecar refuses is shown with its reason", async () => {
  const fixture = new ChatFixture();
  await fixture.ready();
  const data = { kind: "diskFull", fix: "Free some space.", retryable: true };
  fixture.sidecar.answer("chat/rename", () => Promise.reject(new RpcError(-32030, "The disk is full.", data)));
  await fixture.receive({ type: "renameChat", chatId: "c1", title: "Sky" });
  expect(fixture.last("error").error).toEqual({ message: "The disk is full.", data });
});

test("Messages that are not understood do nothing", async () => {
  const fixture = new ChatFixture();
  await fixture.bridge.receive({ type: "executeCommand", command: "workbench.action.quit" });
  await fixture.bridge.receive({ type: "copy", text: 1 });
  expect(fixture.calls).toEqual([]);
  await fixture.bridge.receive({ type: "copy", text: "x" });
  expect(fixture.calls).toEqual(["copy x"]);
});
