import { expect, test } from "vitest";
import { columnsOf } from "../../../extension/webviews/chat/state/columns.js";
import { runningReplies, type Entry } from "../../../extension/webviews/chat/state/view-state.js";
import type { ToView } from "../../../extension/src/features/chat/messages.js";
import { chat, message, running, start, startReady, tiny, type Started } from "./support/fixtures.js";

const other = { ...tiny, model: "p/other", displayName: "Other", leavesThisMachine: true };
const third = { ...tiny, model: "p/third", displayName: "Third" };
const models: ToView = { type: "models", models: [tiny, other, third], problems: [], model: tiny.model };
const state = ({ view }: Started) => view.store.getState();
const entry = (started: Started): Entry => {
  const last = state(started).open.entries.at(-1);
  if (!last) throw new Error("There is no answer.");
  return last;
};
const columns = (started: Started) => columnsOf(entry(started));
const column = (started: Started, at: number): Entry => columns(started)[at] ?? entry(started);
const texts = (started: Started) =>
  columns(started).map(({ message: { parts } }) => parts.map((part) => ("text" in part ? part.text : "")).join(""));
const progress = (replyId: string, messageId: string, model: string): ToView => ({
  type: "progress",
  progress: { replyId, phase: "connecting", model, messageId, userMessageId: "q1" },
});
const ended = (replyId: string, messageId: string, model: string, stopReason: "stop" | "cancelled" = "stop"): ToView => ({
  type: "replyEnded",
  replyId,
  result: { messageId, userMessageId: "q1", stopReason, model },
});
const delta = (replyId: string, text: string): ToView => ({ type: "delta", replyId, parts: [{ kind: "text", text }] });
const stored = (messageId: string, text: string, model: string) =>
  message(messageId, "assistant", text, { model, parentId: "q1", siblings: ["a1", "a2"] });
const shown = (...answers: ReturnType<typeof stored>[]): Extract<ToView, { type: "chat" }> => ({
  ...{ type: "chat", chat, hasMore: false, prepend: false },
  messages: [message("q1", "user", "Why?"), ...answers],
});

/** Two models answer a question of a stored chat. */
function comparing(): Started & { first: string; second: string } {
  const started = startReady();
  started.host.tell(models);
  started.view.actions.sideBySide.add(other.model);
  started.view.actions.questions.ask("Why?");
  const { replyId: first, beside } = started.host.last("send");
  const second = beside?.[0]?.replyId ?? "";
  started.host.tell({ type: "chatCreated", replyId: first, chat }, progress(first, "a1", tiny.model), progress(second, "a2", other.model));
  return { ...started, first, second };
}

test("A question goes to every chosen model, and its answers stand side by side as they arrive", () => {
  const started = comparing();
  expect(started.host.last("send")).toMatchObject({ model: tiny.model, beside: [{ model: other.model }] });
  expect(state(started).open.entries).toHaveLength(2);
  expect(columns(started).map((each) => [each.message.model, each.message.messageId, each.message.leavesThisMachine])).toEqual([
    [tiny.model, "a1", false],
    [other.model, "a2", true],
  ]);
  expect(state(started).open.entries[0]?.message.messageId).toBe("q1");
  started.host.tell(delta(started.second, "Two"), delta(started.first, "One"));
  started.host.tell(ended(started.second, "a2", other.model));
  expect(runningReplies(state(started)).map(({ replyId }) => replyId)).toEqual([started.first]);
  started.host.tell(ended(started.first, "a1", tiny.model));
  expect(texts(started)).toEqual(["One", "Two"]);
});

test("The end of all is told once, with the names", () => {
  const started = comparing();
  expect(state(started).announcement).toBe("2 answers are being written.");
  started.host.tell(ended(started.first, "a1", tiny.model));
  expect(state(started).announcement).toBe("2 answers are being written.");
  started.host.tell({ type: "replyFailed", replyId: started.second, error: { message: "Gone." } });
  expect(state(started).announcement).toBe("All answers have ended: Tiny is complete and Other failed.");
});

test("What did not change in one column is not drawn again for another", () => {
  const started = comparing();
  const before = columns(started);
  started.host.tell(delta(started.second, "Two"), ended(started.second, "a2", other.model));
  expect(column(started, 1)).not.toBe(before[1]);
  expect(column(started, 0).message).toBe(before[0]?.message);
});

test("One is stopped alone, and Escape stops all that run", () => {
  const started = comparing();
  started.view.actions.questions.stopReply(started.second);
  expect(started.host.count("stop")).toBe(1);
  started.view.actions.questions.stop();
  expect(started.host.posted.flatMap((posted) => (posted.type === "stop" ? [posted.replyId] : []))).toEqual([
    started.second,
    started.first,
  ]);
});

test("The kept answer is the branch, and the next question waits until that is read", () => {
  const started = comparing();
  started.host.tell(delta(started.second, "Two"), ended(started.first, "a1", tiny.model), ended(started.second, "a2", other.model));
  started.view.actions.keepAnswer(entry(started).key, column(started, 1));
  expect(started.host.last("selectBranch")).toEqual({ type: "selectBranch", chatId: "c1", messageId: "a2" });
  expect(texts(started)).toEqual(["Two"]);
  started.view.actions.questions.ask("Next?");
  expect(started.host.count("send")).toBe(1);
  started.host.tell(shown(stored("a1", "", tiny.model)));
  expect(started.host.count("send")).toBe(1);
  started.host.tell(shown(stored("a2", "Two", other.model)));
  expect(started.host.last("send").text).toBe("Next?");
});

test("Sending the next question folds the comparison; the current answer stays", () => {
  const started = comparing();
  started.host.tell(ended(started.first, "a1", tiny.model), ended(started.second, "a2", other.model));
  started.view.actions.questions.ask("Next?");
  expect(state(started).open.entries[1]).toMatchObject({ message: { messageId: "a1" }, beside: undefined });
});

test("The queue waits after a comparison until an answer is kept", () => {
  const started = comparing();
  started.view.actions.questions.ask("Next?");
  started.host.tell(ended(started.first, "a1", tiny.model), ended(started.second, "a2", other.model));
  expect(state(started).queues["c1"]).toMatchObject({ halted: "compared" });
  started.view.actions.keepAnswer(entry(started).key, column(started, 0));
  started.host.tell(shown(stored("a1", "", tiny.model)));
  expect(started.host.last("send").text).toBe("Next?");
});

test("Where the current answer failed, one that did not is gone on with", () => {
  const started = comparing();
  started.host.tell({ type: "replyFailed", replyId: started.first, error: { message: "Gone." } });
  expect(started.host.count("selectBranch")).toBe(0);
  started.host.tell(ended(started.second, "a2", other.model));
  expect(started.host.last("selectBranch").messageId).toBe("a2");
  expect(entry(started).message.messageId).toBe("a2");
  expect(columns(started).map((each) => each.message.status)).toEqual(["failed", "complete"]);
});

test("A chat that is read again keeps what stands side by side", () => {
  const started = comparing();
  started.host.tell(delta(started.second, "Two"), ended(started.first, "a1", tiny.model), ended(started.second, "a2", other.model));
  const keys = columns(started).map(({ key }) => key);
  started.host.tell(shown(stored("a1", "One", tiny.model)));
  expect(texts(started)).toEqual(["One", "Two"]);
  expect(columns(started).map(({ key }) => key)).toEqual(keys);
});

test("A view that is built anew shows those that run, and asks for those that have ended", () => {
  const started = start();
  started.host.tell({ type: "reopen", chatId: "c1" });
  const beside = [{ replyId: "r2", parts: [{ kind: "text" as const, text: "Tw" }], beside: true, messageId: "a2", model: other.model }];
  started.host.tell(running, models, { ...shown(stored("a1", "One", tiny.model)), beside });
  expect(columns(started).map((each) => [each.message.model, each.replyId])).toEqual([
    [tiny.model, undefined],
    [other.model, "r2"],
  ]);
  expect(started.host.last("loadSiblings")).toEqual({ type: "loadSiblings", chatId: "c1", messageId: "a1" });
  started.host.tell({
    ...{ type: "siblings", chatId: "c1", messageId: "a1" },
    messages: [stored("a1", "One", tiny.model), stored("a2", "T", other.model), stored("a3", "Three", third.model)],
  });
  started.host.tell(delta("r2", "o"), ended("r2", "a2", other.model));
  expect(texts(started)).toEqual(["One", "Two", "Three"]);
});

test("Answers that were given before are shown side by side again, and folded", () => {
  const started = startReady();
  started.host.tell(models);
  started.view.actions.openChat("c1");
  started.host.tell(shown(stored("a2", "Two", other.model)));
  started.view.actions.sideBySide.show(entry(started));
  const { messageId } = started.host.last("loadSiblings");
  started.host.tell({
    ...{ type: "siblings", chatId: "c1", messageId },
    messages: [stored("a1", "One", tiny.model), stored("a2", "Two", other.model)],
  });
  expect(texts(started)).toEqual(["One", "Two"]);
  expect(entry(started).message.messageId).toBe("a2");
  started.view.actions.shaping.rate(column(started, 0), "up");
  expect(column(started, 0).message.rating).toBe("up");
  started.view.actions.sideBySide.hide(entry(started).key);
  expect(texts(started)).toEqual(["Two"]);
});

test("The command that keeps an answer leads to the choice, also where one answer is shown", () => {
  const started = startReady();
  started.view.actions.openChat("c1");
  started.host.tell(shown(stored("a2", "Two", other.model)), { type: "keepAnswer" });
  expect(started.host.last("loadSiblings").messageId).toBe("a2");
  expect(state(started).focus).toEqual({ target: "keep" });
});

test("An answer is compared with one of another model, and a column that failed is asked again in its place", () => {
  const started = startReady();
  started.host.tell(models);
  started.view.actions.openChat("c1");
  started.host.tell(shown(stored("a1", "One", tiny.model)));
  started.view.actions.sideBySide.ask(entry(started), other.model);
  const { replyId } = started.host.last("regenerate");
  expect(started.host.last("regenerate")).toMatchObject({ messageId: "a1", model: other.model, beside: true });
  started.host.tell(progress(replyId, "a2", other.model), { type: "replyFailed", replyId, error: { message: "Gone." } });
  started.view.actions.sideBySide.retry(entry(started).key, column(started, 1));
  expect(started.host.last("regenerate")).toMatchObject({ messageId: "a2", model: other.model, beside: true });
  started.view.actions.questions.stop();
  started.host.tell(ended(started.host.last("regenerate").replyId, "a3", other.model, "cancelled"));
  expect(columns(started).map((each) => [each.message.messageId, each.message.status])).toEqual([
    ["a1", "complete"],
    ["a3", "cancelled"],
  ]);
});

test("A column that is asked again does not bring back its failed answer, though the chat is read meanwhile", () => {
  const started = comparing();
  started.host.tell(ended(started.first, "a1", tiny.model));
  started.host.tell({ type: "replyFailed", replyId: started.second, error: { message: "Gone." } });
  started.view.actions.sideBySide.retry(entry(started).key, column(started, 1));
  const { replyId } = started.host.last("regenerate");
  started.host.tell(progress(replyId, "a3", other.model));
  const beside = [{ replyId, parts: [], beside: true, messageId: "a3", model: other.model }];
  started.host.tell({ ...shown(stored("a1", "One", tiny.model)), beside });
  expect(started.host.count("loadSiblings")).toBe(0);
  started.host.tell(delta(replyId, "Three"), ended(replyId, "a3", other.model));
  expect(columns(started).map(({ message: { messageId, status } }) => [messageId, status])).toEqual([
    ["a1", "complete"],
    ["a3", "complete"],
  ]);
});

test("The models to compare with survive a reload; one that cannot answer, or is the chosen one, is not asked", () => {
  const started = startReady();
  started.host.tell({ ...models, models: [tiny, other, { ...third, state: "downloadable" }] });
  for (const name of [tiny.model, other.model, third.model, "p/gone", "p/fourth"]) started.view.actions.sideBySide.add(name);
  expect(started.host.saved.compareWith).toEqual([other.model, third.model, "p/gone"]);
  started.view.actions.questions.ask("Why?");
  expect(started.host.last("send").beside?.map(({ model }) => model)).toEqual([other.model]);
  started.view.actions.newChat();
  started.view.actions.setModel(other.model);
  started.host.tell({ ...models, models: [tiny, other], model: other.model });
  started.view.actions.questions.ask("Alone?");
  expect(started.host.last("send")).toMatchObject({ text: "Alone?", model: other.model });
  expect(started.host.last("send").beside).toBeUndefined();
  const reloaded = start(started.host.saved);
  reloaded.view.actions.sideBySide.remove("p/gone");
  expect(state(reloaded).compareWith).toEqual([other.model, third.model]);
});
