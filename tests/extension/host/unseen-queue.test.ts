import { expect, test, vi } from "vitest";
import type { ToHost } from "../../../extension/src/features/chat/messages.js";
import { UserError } from "../../../extension/src/infrastructure/errors.js";
import type { ChatReplyResult } from "../../../shared-protocol/generated/protocol.js";
import { ChatFixture, ended, model, summary } from "./support/chat-fixture.js";
import { deferred } from "./support/deferred.js";

const first = { type: "send", chatId: "c1", replyId: "r1", text: "First?", model: model.model, attachments: [] } satisfies ToHost;
const waiting = (...texts: string[]) => texts.map((text) => ({ text, attachments: [] }));

/** Asks the first question in a view and hides that; `end` lets its answer end, what follows is answered at once. */
async function hiddenWhileAnswering(question: Extract<ToHost, { type: "send" }> = first) {
  const fixture = new ChatFixture();
  await fixture.ready("c1");
  const answer = deferred<ChatReplyResult>();
  fixture.sidecar.answer("chat/send", ({ replyId }) => (replyId === "r1" ? answer.promise : ended));
  const sent = fixture.receive(question);
  await vi.waitFor(() => expect(fixture.sidecar.count("chat/send")).toBe(1));
  fixture.bridge.hidden();
  const asked = () => fixture.sidecar.asked.filter(({ method }) => method === "chat/send").map(({ params }) => params);
  const end = async (result: ChatReplyResult | Error) => {
    if (result instanceof Error) answer.reject(result);
    else answer.resolve(result);
    await sent;
  };
  return { fixture, asked, end };
}

async function keptBy(fixture: ChatFixture) {
  await fixture.receive({ type: "ready" });
  return fixture.last("keptDrafts").drafts;
}

test("While a view is hidden, its questions go on one after the other, with the model of their chat", async () => {
  const { fixture, asked, end } = await hiddenWhileAnswering();
  await fixture.receive({ type: "keepDraft", chatId: "c1", questions: waiting("Two?", "Three?") });
  await end(ended);
  expect(asked()).toMatchObject([
    { text: "First?" },
    { text: "Two?", chatId: "c1", model: undefined },
    { text: "Three?", chatId: "c1", model: undefined },
  ]);
  expect(await keptBy(fixture)).toEqual([]);
});

test("The view that is back takes over: what still waits is its own", async () => {
  const { fixture, asked, end } = await hiddenWhileAnswering();
  await fixture.receive({ type: "keepDraft", chatId: "c1", questions: waiting("Two?", "Three?") });
  const second = deferred<ChatReplyResult>();
  fixture.sidecar.answer("chat/send", () => second.promise);
  const ending = end(ended);
  await vi.waitFor(() => expect(asked()).toHaveLength(2));
  expect(await keptBy(fixture)).toEqual([{ chatId: "c1", questions: waiting("Three?") }]);
  second.resolve(ended);
  await ending;
  expect(asked()).toHaveLength(2);
});

/** Ends an answer while its view is still shown, which then says that it has seen that, or not, and is hidden. */
async function endedBeforeHidden({ end, seen }: { end: ChatReplyResult | Error; seen: boolean }) {
  const fixture = new ChatFixture();
  await fixture.ready("c1");
  fixture.sidecar.answer("chat/send", ({ replyId }) => {
    if (replyId === "r1" && end instanceof Error) throw end;
    return ended;
  });
  await fixture.receive({ type: "keepDraft", chatId: "c1", questions: waiting("Two?") });
  await fixture.receive(first);
  if (seen) await fixture.receive({ type: "endSeen", replyId: "r1" });
  fixture.bridge.hidden();
  return fixture;
}

test("An answer whose end was sent to a view that went before it saw it is gone on with as one that ended unseen", async () => {
  const fixture = await endedBeforeHidden({ end: ended, seen: false });
  await vi.waitFor(() => expect(fixture.sidecar.count("chat/send")).toBe(2));
  expect(fixture.sidecar.asked.findLast(({ method }) => method === "chat/send")?.params).toMatchObject({ chatId: "c1", text: "Two?" });

  const lost = await endedBeforeHidden({ end: new UserError("Another window asks in this chat."), seen: false });
  await vi.waitFor(async () => expect(await keptBy(lost)).toMatchObject([{ questions: waiting("First?", "Two?"), halted: "failed" }]));
});

test("What the view has seen to its end is not done a second time when it is hidden", async () => {
  for (const end of [ended, new UserError("Another window asks in this chat.")]) {
    const fixture = await endedBeforeHidden({ end, seen: true });
    expect(await keptBy(fixture)).toEqual([{ chatId: "c1", questions: waiting("Two?") }]);
    expect(fixture.sidecar.count("chat/send")).toBe(1);
  }
});

test("A question that several models lost is put back once, unless its view has seen that", async () => {
  for (const [seen, expected] of [
    [undefined, [{ chatId: "c1", questions: waiting("First?"), halted: "failed" }]],
    ["r2", []],
  ] as const) {
    const fixture = new ChatFixture();
    await fixture.ready("c1");
    fixture.sidecar.answer("chat/send", () => Promise.reject(new UserError("No.")));
    await fixture.receive({ ...first, beside: [{ replyId: "r2", model: "p/two" }] });
    if (seen !== undefined) await fixture.receive({ type: "endSeen", replyId: seen });
    fixture.bridge.hidden();
    await vi.waitFor(async () => expect(await keptBy(fixture)).toEqual(expected));
  }
});

test.each<[string, ChatReplyResult | Error]>([
  ["was stopped", { ...ended, stopReason: "cancelled" }],
  ["failed", new UserError("No.")],
])("After an answer that %s nothing goes on by itself", async (_, result) => {
  const { fixture, asked, end } = await hiddenWhileAnswering();
  fixture.sidecar.notify("chat/progress", { replyId: "r1", phase: "connecting", model: model.model, messageId: "a1", userMessageId: "q1" });
  await fixture.receive({ type: "keepDraft", chatId: "c1", questions: waiting("Two?") });
  await end(result);
  expect(asked()).toHaveLength(1);
  expect(await keptBy(fixture)).toEqual([{ chatId: "c1", questions: waiting("Two?") }]);
});

test("A halted queue stays halted, and so does one whose answers stand side by side", async () => {
  const halted = await hiddenWhileAnswering();
  await halted.fixture.receive({ type: "keepDraft", chatId: "c1", questions: waiting("Two?"), halted: "stopped" });
  await halted.end(ended);
  expect(halted.asked()).toHaveLength(1);

  const compared = await hiddenWhileAnswering({ ...first, beside: [{ replyId: "r2", model: "p/two" }] });
  compared.fixture.sidecar.answer("chat/regenerate", () => ended);
  await compared.fixture.receive({ type: "keepDraft", chatId: "c1", questions: waiting("Two?") });
  await compared.end(ended);
  expect(compared.asked()).toHaveLength(1);
});

test("A question that fails unseen before it is stored is there again, before what waits behind it", async () => {
  const { fixture, asked, end } = await hiddenWhileAnswering();
  await fixture.receive({ type: "keepDraft", chatId: "c1", questions: waiting("Two?") });
  await end(new UserError("Another window asks in this chat."));
  expect(asked()).toHaveLength(1);
  expect(await keptBy(fixture)).toEqual([{ chatId: "c1", questions: waiting("First?", "Two?"), halted: "failed" }]);
  expect(JSON.stringify([...fixture.kept])).toContain("First?");
});

test("Of a temporary chat, and where nobody can tell, a lost question is not written down", async () => {
  const temporary = await hiddenWhileAnswering();
  temporary.fixture.sidecar.answer("chat/get", ({ chatId }) => ({
    chat: { ...summary(chatId), temporary: true },
    messages: [],
    hasMore: false,
  }));
  await temporary.end(new UserError("No."));
  expect(JSON.stringify([...temporary.fixture.kept])).not.toContain("First?");
  expect(await keptBy(temporary.fixture)).toMatchObject([{ chatId: "c1", questions: waiting("First?"), temporary: true }]);

  const unknown = await hiddenWhileAnswering();
  unknown.fixture.sidecar.answer("chat/get", () => {
    throw new UserError("The sidecar is gone.");
  });
  await unknown.end(new UserError("No."));
  expect(JSON.stringify([...unknown.fixture.kept])).not.toContain("First?");
});
