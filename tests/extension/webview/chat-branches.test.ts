import { expect, test } from "vitest";
import { chat, message, modelsWith, running, start, tiny, type Started } from "./support/fixtures.js";

const q1 = message("q1", "user", "First?");
const a1 = message("a1", "assistant", "Answer", { model: tiny.model });
const q2 = message("q2", "user", "Second?");
const a2 = message("a2", "assistant", "One, two, th", { model: tiny.model, cut: true });

/** A view that shows a chat of two exchanges. */
function open(): Started {
  const started = start();
  started.host.tell(running);
  started.host.tell(modelsWith("available"));
  started.view.actions.openChat("c1");
  started.host.tell({ type: "chat", chat, messages: [q1, a1, q2, a2], hasMore: false, prepend: false });
  return started;
}

const state = ({ view }: Started) => view.store.getState();
const entry = (started: Started, messageId: string) => {
  const found = state(started).open.entries.find((each) => each.message.messageId === messageId);
  if (!found) throw new Error(`There is no message ${messageId}.`);
  return found;
};
const shown = (started: Started) => state(started).open.entries.map(({ message: { messageId } }) => messageId);

test("An edited question takes the place of the old one and what followed, with what it had attached", () => {
  const started = open();
  const picture = { kind: "image", mediaType: "image/png", attachmentId: "p1" } as const;
  started.host.tell({
    ...{ type: "chat", chat, hasMore: false, prepend: false },
    messages: [q1, a1, { ...q2, parts: [picture, { kind: "text", text: "Second?" }] }, a2],
  });
  started.view.actions.questions.edit(entry(started, "q2"), "Second, please?");
  expect(started.host.last("send")).toMatchObject({ chatId: "c1", text: "Second, please?", editOf: "q2", attachments: [picture] });
  expect(shown(started)).toEqual(["q1", "a1", "", ""]);
});

test("An answer goes on in its place, and shows what it had until its first piece comes", () => {
  const started = open();
  started.view.actions.questions.continue(entry(started, "a2"));
  const { replyId } = started.host.last("continue");
  expect(started.host.last("continue")).toMatchObject({ chatId: "c1", messageId: "a2" });
  expect(entry(started, "a2")).toMatchObject({ replyId, message: { parts: a2.parts, status: "streaming" } });
  started.host.tell({ type: "delta", replyId, parts: [{ kind: "text", text: "One, two, th" }] });
  started.host.tell({ type: "delta", replyId, parts: [{ kind: "text", text: "ree." }] });
  started.host.tell({
    type: "replyEnded",
    replyId,
    result: { messageId: "a2", userMessageId: "q2", stopReason: "stop", model: tiny.model },
  });
  const { message: ended } = entry(started, "a2");
  expect(ended.parts).toEqual([{ kind: "text", text: "One, two, three." }]);
  expect(ended.cut).toBeUndefined();
  expect(shown(started)).toEqual(["q1", "a1", "q2", "a2"]);
});

test("An answer that reached its limit is marked as cut as soon as it ends", () => {
  const started = open();
  started.view.actions.questions.ask("Third?");
  const { replyId } = started.host.last("send");
  started.host.tell({
    type: "replyEnded",
    replyId,
    result: { messageId: "a3", userMessageId: "q3", stopReason: "length", model: tiny.model },
  });
  expect(entry(started, "a3").message.cut).toBe(true);
});

test("Any answer is asked for again, by another model too", () => {
  const started = open();
  started.view.actions.questions.retry(entry(started, "a1"), {}, "ollama/big");
  expect(started.host.last("regenerate")).toMatchObject({ messageId: "a1", model: "ollama/big" });
  expect(state(started).open.entries.at(-1)?.message.model).toBe("ollama/big");
  expect(shown(started)).toEqual(["q1", ""]);
});

test("A rating is shown at once, and the same one again takes it back", () => {
  const started = open();
  started.view.actions.shaping.rate(entry(started, "a1"), "up");
  expect(started.host.last("rate")).toMatchObject({ messageId: "a1", rating: "up" });
  expect(entry(started, "a1").message.rating).toBe("up");
  started.view.actions.shaping.rate(entry(started, "a1"), "up");
  expect(started.host.last("rate").rating).toBeUndefined();
  expect(entry(started, "a1").message.rating).toBeUndefined();
});

test("What was deleted from a message on stays out of sight until it is taken back", () => {
  const started = open();
  started.view.actions.shaping.deleteFrom(entry(started, "q2"));
  expect(started.host.last("deleteMessage")).toEqual({ type: "deleteMessage", chatId: "c1", messageId: "q2" });
  expect(shown(started)).toEqual(["q1", "a1"]);
  started.host.tell({ type: "chat", chat, messages: [q1, a1, q2, a2], hasMore: false, prepend: false });
  expect(shown(started)).toEqual(["q1", "a1"]);
  started.view.actions.undoDelete();
  expect(started.host.last("undoDelete").chatId).toBe("c1");
  started.host.tell({ type: "chat", chat, messages: [q1, a1, q2, a2], hasMore: false, prepend: false });
  expect(shown(started)).toEqual(["q1", "a1", "q2", "a2"]);
});

test("A branch is not changed under a running answer", () => {
  const started = open();
  started.view.actions.questions.ask("Third?");
  started.view.actions.shaping.selectBranch("a1");
  started.view.actions.shaping.deleteFrom(entry(started, "q1"));
  expect(started.host.posted.some(({ type }) => type === "selectBranch" || type === "deleteMessage")).toBe(false);
});

test("A fork is opened as soon as it is made", () => {
  const started = open();
  started.view.actions.shaping.fork("a1");
  expect(started.host.last("fork")).toMatchObject({ chatId: "c1", messageId: "a1" });
  started.host.tell({ type: "showChat", chatId: "c2" });
  expect(state(started).open).toMatchObject({ chatId: "c2", loading: true });
});

test("A temporary chat is made as one and is not among the stored ones", () => {
  const started = open();
  started.host.tell({ type: "newChat", temporary: true });
  started.view.actions.questions.ask("Between us?");
  const sent = started.host.last("send");
  expect(sent).toMatchObject({ chatId: undefined, temporary: true });
  started.host.tell({ type: "chats", chats: [chat], hasMore: false, append: false });
  started.host.tell({ type: "chatCreated", replyId: sent.replyId, chat: { ...chat, chatId: "t1", temporary: true } });
  expect(state(started).chats?.map(({ chatId }) => chatId)).toEqual(["c1"]);
  expect(state(started).open.summary?.temporary).toBe(true);
  started.view.actions.newChat();
  started.view.actions.questions.ask("Stored?");
  expect(started.host.last("send").temporary).toBeUndefined();
});

test("The list and the search are narrowed by the same folder or tag", () => {
  const started = open();
  started.view.actions.list.search("sky");
  started.view.actions.list.filterList({ folder: "Work" });
  expect(started.host.last("listChats")).toEqual({ type: "listChats", filter: { folder: "Work" } });
  expect(started.host.last("searchChats")).toEqual({ type: "searchChats", query: "sky", filter: { folder: "Work" } });
  started.view.actions.list.filterSearch({ hasCode: true });
  expect(started.host.last("searchChats").filter).toEqual({ folder: "Work", hasCode: true });
});

test("What is deleted for good cannot be taken back any more", () => {
  const started = open();
  started.view.actions.shaping.deleteFrom(entry(started, "q2"));
  started.host.tell({ type: "messageDeleted", chatId: "c1", messageId: "another" });
  expect(started.view.store.getState().deleted).toBeDefined();
  started.host.tell({ type: "messageDeleted", chatId: "c1", messageId: "q2" });
  expect(started.view.store.getState().deleted).toBeUndefined();
});

test("Older messages that cannot be read keep nobody from asking, and are asked for again", () => {
  const started = open();
  started.host.tell({ type: "chat", chat, messages: [q1, a1, q2, a2], hasMore: true, prepend: false });
  started.view.actions.loadOlder();
  started.host.tell({ type: "error", error: { message: "The disk failed." } });
  started.view.actions.questions.ask("Third?");
  expect(started.host.last("send").text).toBe("Third?");
  started.view.actions.loadOlder();
  expect(started.host.posted.filter((each) => each.type === "openChat" && each.before === "q1")).toHaveLength(2);
});
