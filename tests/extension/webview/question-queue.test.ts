import { expect, test } from "vitest";
import { KeptDrafts } from "../../../extension/src/features/chat/kept-drafts.js";
import { emptyDraft } from "../../../extension/webviews/chat/settings/draft.js";
import { openQueue } from "../../../extension/webviews/chat/state/view-state.js";
import { chat, message, modelsWith, running, start, startReady, tiny, type Started } from "./support/fixtures.js";

const end = (replyId: string, stopReason: "stop" | "cancelled" = "stop") =>
  ({
    type: "replyEnded",
    replyId,
    result: { messageId: `a${replyId}`, userMessageId: `q${replyId}`, stopReason, model: tiny.model },
  }) as const;
const state = ({ view }: Started) => view.store.getState();
const queue = (started: Started) => openQueue(state(started));
const texts = (started: Started) => queue(started).questions.map(({ text }) => text);
const idOf = (started: Started, text: string) => queue(started).questions.find((question) => question.text === text)?.id ?? "";
const sent = ({ host }: Started) => host.posted.flatMap((posted) => (posted.type === "send" ? [posted.text] : []));

/** A stored chat whose first answer runs, with these questions behind it. */
function asking(...waiting: string[]): Started & { replyId: string } {
  const started = startReady();
  started.host.tell({ type: "chats", chats: [chat], hasMore: false, append: false });
  started.view.actions.questions.ask("First?");
  const { replyId } = started.host.last("send");
  started.host.tell({ type: "chatCreated", replyId, chat });
  for (const text of waiting) started.view.actions.questions.ask(text);
  return { ...started, replyId };
}

test("Questions go out in order, each after the answer before it", () => {
  const started = asking("Two?", "Three?");
  expect(texts(started)).toEqual(["Two?", "Three?"]);
  started.host.tell(end(started.replyId));
  expect(sent(started)).toEqual(["First?", "Two?"]);
  expect(texts(started)).toEqual(["Three?"]);
  started.host.tell(end(started.host.last("send").replyId));
  expect(sent(started)).toEqual(["First?", "Two?", "Three?"]);
  expect(state(started).queues).toEqual({});
});

test("The host is told that an end was seen once all that follows from it is with the host", () => {
  const started = asking("Two?");
  const before = started.host.posted.length;
  started.host.tell(end(started.replyId));
  const posted = started.host.posted.slice(before);
  expect(posted.map(({ type }) => type)).toEqual(["keepDraft", "send", "endSeen"]);
  expect(posted.at(-1)).toEqual({ type: "endSeen", replyId: started.replyId });
});

test("An answer that is stopped before it began says so and shows no error", () => {
  const started = asking();
  started.host.tell({ type: "replyFailed", replyId: started.replyId, error: { message: "Cancelled." }, stopped: true });
  const last = state(started).open.entries.at(-1);
  expect(last).toMatchObject({ message: { status: "cancelled" }, replyId: undefined });
  expect(last?.failure).toBeUndefined();
  expect(state(started).announcement).toBe("The answer is stopped.");
});

test("A question is taken back into the composer, moved and removed", () => {
  const started = asking("Two?", "Three?", "Four?");
  const { queue: waiting } = started.view.actions.questions;
  waiting.move(idOf(started, "Four?"), -1);
  expect(texts(started)).toEqual(["Two?", "Four?", "Three?"]);
  expect(state(started).announcement).toBe("Place 2 of 3.");
  waiting.move(idOf(started, "Two?"), -1);
  waiting.remove(idOf(started, "Two?"));
  started.view.actions.setDraft("half");
  waiting.edit(idOf(started, "Three?"));
  expect(texts(started)).toEqual(["Four?"]);
  expect(state(started).draft).toBe("Three?\nhalf");
});

test.each([
  ["stopped", (replyId: string) => end(replyId, "cancelled")],
  ["stopped", (replyId: string) => ({ type: "replyFailed", replyId, error: { message: "Cancelled." }, stopped: true }) as const],
  ["failed", (replyId: string) => ({ type: "replyFailed", replyId, error: { message: "Gone." } }) as const],
])("An answer that is %s halts the queue until its user goes on", (halted, ending) => {
  const started = asking("Two?", "Three?");
  started.host.tell(ending(started.replyId));
  expect(queue(started)).toMatchObject({ halted });
  expect(sent(started)).toEqual(["First?"]);
  started.view.actions.questions.ask("Between?");
  expect(sent(started)).toEqual(["First?", "Between?"]);
  started.host.tell(end(started.host.last("send").replyId));
  expect(texts(started)).toEqual(["Two?", "Three?"]);
  started.view.actions.questions.queue.goOn();
  expect(sent(started)).toEqual(["First?", "Between?", "Two?"]);
  expect(queue(started).halted).toBeUndefined();
});

test("Send now stops the answer and goes before the others, which follow by themselves", () => {
  const started = asking("Two?", "Three?");
  started.view.actions.questions.queue.sendNow(idOf(started, "Three?"));
  expect(started.host.last("stop").replyId).toBe(started.replyId);
  expect(sent(started)).toEqual(["First?"]);
  started.host.tell(end(started.replyId, "cancelled"));
  expect(sent(started)).toEqual(["First?", "Three?"]);
  started.host.tell(end(started.host.last("send").replyId));
  expect(sent(started)).toEqual(["First?", "Three?", "Two?"]);
});

test("Each chat has its own queue, which goes on while another chat is looked at", () => {
  const started = asking("Two?");
  started.view.actions.newChat();
  expect(texts(started)).toEqual([]);
  started.host.tell(end(started.replyId));
  expect(started.host.last("send")).toMatchObject({ text: "Two?", chatId: "c1", model: tiny.model });
  expect(state(started).open.entries).toEqual([]);
  started.view.actions.questions.ask("Elsewhere?");
  expect(started.host.last("send")).toMatchObject({ text: "Elsewhere?", chatId: undefined });
});

test("A queue survives a reload, and goes on by itself only where its chat still answers", () => {
  const before = asking("Two?");
  const draft = { chatId: "c1", questions: [{ text: "Two?", attachments: [] }] };
  expect(before.host.last("keepDraft")).toEqual({ type: "keepDraft", ...draft });
  const reloaded = start(before.host.saved);
  reloaded.host.tell({ type: "keptDrafts", drafts: [draft] }, { type: "reopen", chatId: "c1" });
  const shown = { type: "chat", chat, messages: [message("q", "user", "First?")], hasMore: false, prepend: false } as const;
  reloaded.host.tell(running, modelsWith("available"), { ...shown, messages: [...shown.messages] });
  expect(queue(reloaded)).toMatchObject({ halted: "reloaded", questions: [{ text: "Two?" }] });
  expect(reloaded.host.count("send")).toBe(0);

  const still = start(before.host.saved);
  still.host.tell({ type: "keptDrafts", drafts: [draft] }, { type: "reopen", chatId: "c1" });
  still.host.tell(running, modelsWith("available"), { ...shown, messages: [...shown.messages], running: { replyId: "r1", parts: [] } });
  expect(queue(still).halted).toBeUndefined();
  still.host.tell(end("r1"));
  expect(sent(still)).toEqual(["Two?"]);

  const late = start(before.host.saved);
  late.host.tell({ type: "reopen", chatId: "c1" });
  late.host.tell(running, modelsWith("available"), { ...shown, messages: [...shown.messages], running: { replyId: "r1", parts: [] } });
  late.host.tell({ type: "keptDrafts", drafts: [draft] });
  expect(queue(late)).toMatchObject({ questions: [{ text: "Two?" }] });
  expect(queue(late).halted).toBeUndefined();
});

test("Why a queue is halted is kept with it, also where its chat answers again", () => {
  const started = asking("Two?");
  started.host.tell({ type: "replyFailed", replyId: started.replyId, error: { message: "No." } });
  const draft = { chatId: "c1", questions: [{ text: "Two?", attachments: [] }], halted: "failed" as const };
  expect(started.host.last("keepDraft")).toEqual({ type: "keepDraft", ...draft });
  const again = start(started.host.saved);
  again.host.tell({ type: "keptDrafts", drafts: [draft] }, { type: "reopen", chatId: "c1" });
  again.host.tell(running, modelsWith("available"), {
    ...{ type: "chat", chat, messages: [message("q", "user", "First?")], hasMore: false, prepend: false },
    running: { replyId: "r1", parts: [] },
  });
  expect(queue(again)).toMatchObject({ halted: "failed", questions: [{ text: "Two?" }] });
  again.view.actions.questions.queue.goOn();
  expect(again.host.last("keepDraft")).toEqual({ type: "keepDraft", chatId: "c1", questions: draft.questions });
});

test("The queue of a chat goes with the chat", () => {
  const started = asking("Two?");
  started.host.tell({ type: "chatClosed", chatId: "c1" });
  expect(state(started).queues).toEqual({});
  expect(started.host.last("keepDraft")).toMatchObject({ chatId: "c1", questions: [] });
});

test("A queued question that fails before it is stored waits again in its chat, which is not shown", () => {
  const started = asking("Two?", "Three?");
  started.view.actions.newChat();
  started.host.tell(end(started.replyId));
  const { replyId } = started.host.last("send");
  started.host.tell({ type: "replyFailed", replyId, error: { message: "Another window asks in this chat." } });
  expect(state(started).queues["c1"]).toMatchObject({ halted: "failed", questions: [{ text: "Two?" }, { text: "Three?" }] });
  expect(sent(started)).toEqual(["First?", "Two?"]);
});

test("A question whose chat is left before it is stored is not lost when it fails; one that is stored is in its chat", () => {
  const started = asking();
  started.view.actions.newChat();
  started.host.tell({ type: "replyFailed", replyId: started.replyId, error: { message: "Gone." } });
  expect(state(started).queues["c1"]).toMatchObject({ halted: "failed", questions: [{ text: "First?" }] });

  const kept = asking();
  kept.view.actions.newChat();
  const progress = { replyId: kept.replyId, phase: "connecting" as const, messageId: "a1", userMessageId: "q1", model: tiny.model };
  kept.host.tell({ type: "progress", progress }, { type: "replyFailed", replyId: kept.replyId, error: { message: "Gone." } });
  expect(state(kept).queues).toEqual({});
});

test("The view's own state, which is written with each letter, holds nothing of a queue", () => {
  const started = asking("Two?");
  const told = started.host.count("keepDraft");
  started.view.actions.setDraft("half");
  started.view.actions.setDraft("half a word");
  expect(started.host.count("keepDraft")).toBe(told);
  expect(JSON.stringify(started.host.saved)).not.toContain("Two?");
});

test("Nothing that is typed or waits in a temporary chat is written down, and all of it is there again", async () => {
  const started = startReady();
  const { host, view } = started;
  view.actions.newChat(true);
  view.actions.setDraft("secret thought");
  view.actions.questions.ask("secret question");
  host.tell({ type: "chatCreated", replyId: host.last("send").replyId, chat: { ...chat, temporary: true } });
  view.actions.questions.ask("secret wait");
  view.actions.setDraft("secret draft");
  view.actions.settings.change({ ...emptyDraft, systemPrompt: "secret prompt" });
  view.actions.newChat();
  expect(JSON.stringify(host.saved)).not.toContain("secret");

  const kept = new KeptDrafts(
    { read: () => Promise.resolve(undefined), write: () => Promise.reject(new Error("It is written down.")) },
    "view",
  );
  for (const each of host.posted) if (each.type === "keepDraft") await kept.keep(each);
  const drafts = await kept.all();
  const again = start(host.saved);
  again.host.tell({ type: "keptDrafts", drafts }, { type: "reopen", chatId: "c1" });
  expect(state(again).draft).toBe("secret draft");
  expect(texts(again)).toEqual(["secret wait"]);
  again.view.actions.setDraft("secret, while it is not read yet");
  expect(JSON.stringify(again.host.saved)).not.toContain("secret");
});
