import { expect, test, vi } from "vitest";
import { KeptDrafts } from "../../../extension/src/features/chat/kept-drafts.js";
import { ChatViews } from "../../../extension/src/features/chat/chat-views.js";
import type { ChatBridge } from "../../../extension/src/features/chat/chat-bridge.js";
import { TabMemory } from "../../../extension/src/features/chat/tab-memory.js";
import type { ToView } from "../../../extension/src/features/chat/messages.js";
import { ModelCatalog } from "../../../extension/src/features/models/model-catalog.js";
import type { ChatReplyResult } from "../../../shared-protocol/generated/protocol.js";
import { ChatFixture, ended, summary } from "./support/chat-fixture.js";
import { deferred } from "./support/deferred.js";
import { silent } from "./support/launching.js";

interface Shown {
  bridge: ChatBridge;
  told: ToView[];
  titles: (string | undefined)[];
  reveals: () => number;
  place: { lastChat: string | undefined };
}

/** Two views on one sidecar. */
function twoViews() {
  const fixture = new ChatFixture();
  const { sidecar, host: actions } = fixture;
  let replies = 0;
  const views = new ChatViews({
    sidecar,
    models: new ModelCatalog(sidecar),
    actions,
    log: silent,
    onReplies: (count) => (replies = count),
  });
  const add = (lastChat?: string): Shown => {
    const [told, titles]: [ToView[], (string | undefined)[]] = [[], []];
    let reveals = 0;
    const place = {
      lastChat,
      kept: new KeptDrafts(fixture.files, lastChat ?? "new"),
      post: (messages: readonly ToView[]) => void told.push(...messages),
      titled: (title: string | undefined) => void titles.push(title),
      reveal: () => {
        reveals++;
        return Promise.resolve();
      },
    };
    return { bridge: views.add(place), told, titles, reveals: () => reveals, place };
  };
  const show = async ({ bridge, told }: Shown, chatId: string) => {
    await bridge.receive({ type: "ready" });
    await bridge.receive({ type: "openChat", chatId });
    await vi.waitFor(() => expect(told.some(({ type }) => type === "found")).toBe(true));
  };
  return { fixture, sidecar, views, add, show, replies: () => replies };
}

const send = { type: "send", chatId: "c1", replyId: "r1", text: "Hi", model: undefined, attachments: [] };
const delta = (text: string) => ({ replyId: "r1", seq: 0, parts: [{ kind: "text" as const, text }] });
const began = { replyId: "r1", phase: "connecting", model: "embedded/tiny", messageId: "a1", userMessageId: "q1" } as const;
const texts = ({ told }: Shown) => told.flatMap((message) => (message.type === "delta" ? message.parts : []));
const count = ({ told }: Shown, type: ToView["type"]) => told.filter((message) => message.type === type).length;

function pending({ sidecar }: ReturnType<typeof twoViews>) {
  const { promise, resolve } = deferred<ChatReplyResult>();
  sidecar.answer("chat/send", () => promise);
  return resolve;
}

test("A reply goes to the view that shows its chat, and not to one that shows another", async () => {
  const fixture = twoViews();
  const [first, second] = [fixture.add(), fixture.add()];
  await fixture.show(first, "c1");
  await fixture.show(second, "c2");
  const end = pending(fixture);
  const sent = first.bridge.receive(send);
  await vi.waitFor(() => expect(fixture.sidecar.count("chat/send")).toBe(1));
  fixture.sidecar.notify("chat/progress", began);
  fixture.sidecar.notify("chat/delta", delta("Because"));
  end(ended);
  await sent;
  expect(texts(first)).toEqual([{ kind: "text", text: "Because" }]);
  expect(texts(second)).toEqual([]);
  expect([count(first, "replyEnded"), count(second, "replyEnded")]).toEqual([1, 0]);
});

test("Two views on one chat both show its reply as it comes, also the one that did not ask", async () => {
  const fixture = twoViews();
  const [asks, watches] = [fixture.add(), fixture.add()];
  await fixture.show(asks, "c1");
  await fixture.show(watches, "c1");
  const end = pending(fixture);
  const sent = asks.bridge.receive(send);
  await vi.waitFor(() => expect(fixture.sidecar.count("chat/send")).toBe(1));
  fixture.sidecar.notify("chat/progress", began);
  fixture.sidecar.notify("chat/delta", delta("Be"));
  const running = () => watches.told.findLast((message) => message.type === "chat")?.running;
  await vi.waitFor(() => expect(running()).toMatchObject({ replyId: "r1", parts: [{ kind: "text", text: "Be" }] }));
  fixture.sidecar.notify("chat/delta", delta("cause"));
  expect(texts(watches)).toEqual([{ kind: "text", text: "cause" }]);
  expect(texts(asks).map(({ kind, ...part }) => ({ kind, ...part }))).toHaveLength(2);
  end(ended);
  await sent;
  expect(count(watches, "replyEnded")).toBe(1);
});

test("Commands go to the view that was used last, and to the one before it when that is closed", async () => {
  const { add, views } = twoViews();
  const [sideBar, tab] = [add("c1"), add("c2")];
  await views.show({ type: "focusInput" });
  expect([sideBar.reveals(), tab.reveals()]).toEqual([1, 0]);
  await tab.bridge.receive({ type: "used" });
  await views.show({ type: "focusInput" });
  expect([sideBar.reveals(), tab.reveals()]).toEqual([1, 1]);
  expect(views.lastChat).toBe("c2");
  await views.remove(tab.bridge);
  await views.show({ type: "focusInput" });
  expect([sideBar.reveals(), tab.reveals()]).toEqual([2, 1]);
});

test("Stop ends the answer in the view that was used last alone", async () => {
  const fixture = twoViews();
  const [first, second] = [fixture.add(), fixture.add()];
  await fixture.show(first, "c1");
  await fixture.show(second, "c2");
  const stopped: string[] = [];
  fixture.sidecar.answer("chat/send", ({ chatId }, token) => {
    const { promise, resolve } = deferred<ChatReplyResult>();
    token?.onCancellationRequested(() => {
      stopped.push(chatId);
      resolve({ ...ended, stopReason: "cancelled" });
    });
    return promise;
  });
  const sent = [first.bridge.receive(send), second.bridge.receive({ ...send, chatId: "c2", replyId: "r2" })];
  await vi.waitFor(() => expect(fixture.sidecar.count("chat/send")).toBe(2));
  await second.bridge.receive({ type: "used" });
  await fixture.views.stop();
  expect(stopped).toEqual(["c2"]);
  expect(fixture.replies()).toBe(1);
  await fixture.views.stop();
  expect(stopped, "where none runs, all are stopped").toEqual(["c2", "c1"]);
  await Promise.all(sent);
});

test("A view that is closed is told nothing more; its reply goes on, and what it deleted is deleted", async () => {
  const fixture = twoViews();
  fixture.sidecar.answer("chat/delete", () => ({}));
  const [, tab] = [fixture.add(), fixture.add()];
  await fixture.show(tab, "c1");
  const end = pending(fixture);
  const sent = tab.bridge.receive(send);
  await vi.waitFor(() => expect(fixture.sidecar.count("chat/send")).toBe(1));
  await tab.bridge.receive({ type: "deleteChat", chatId: "c9" });
  await fixture.views.remove(tab.bridge);
  expect(fixture.sidecar.count("chat/delete")).toBe(1);
  const told = tab.told.length;
  fixture.sidecar.notify("chat/delta", delta("Because"));
  fixture.sidecar.notify("chat/changed", {});
  expect(fixture.replies()).toBe(1);
  end(ended);
  await sent;
  expect(fixture.replies()).toBe(0);
  expect(tab.told).toHaveLength(told);
});

test("A view says which chat it shows by its title", async () => {
  const fixture = twoViews();
  fixture.sidecar.answer("chat/get", ({ chatId }) => ({ chat: { ...summary(chatId), title: "Why?" }, messages: [], hasMore: false }));
  const tab = fixture.add();
  await fixture.show(tab, "c1");
  expect(tab.titles.at(-1)).toBe("Why?");
  await tab.bridge.receive({ type: "openChat", chatId: undefined });
  expect(tab.titles.at(-1)).toBeUndefined();
  expect(tab.place.lastChat).toBeUndefined();
});

test("The model of a chat is stored with it; the model of a chat to come is the default", async () => {
  const fixture = twoViews();
  fixture.sidecar.answer("chat/update", () => ({})).answer("models/setDefault", () => ({}));
  const tab = fixture.add();
  await tab.bridge.receive({ type: "setModel", model: "lab/a", chatId: "c1" });
  expect(fixture.sidecar.asked).toContainEqual({ method: "chat/update", params: { chatId: "c1", model: "lab/a" } });
  expect(fixture.sidecar.count("models/setDefault")).toBe(0);
  await tab.bridge.receive({ type: "setModel", model: "lab/b" });
  expect(fixture.sidecar.asked).toContainEqual({ method: "models/setDefault", params: { model: "lab/b", use: "chat" } });
});

test("A model that names a new chat is stopped by a question in another view", async () => {
  const { fixture, sidecar, add, show } = twoViews();
  fixture.namesChats = true;
  let stopped = false;
  const named = deferred<{ title: string; changed: boolean }>();
  sidecar
    .answer("chat/send", () => ended)
    .answer("chat/suggestTitle", (_, token) => {
      token?.onCancellationRequested(() => (stopped = true));
      return named.promise;
    });
  const [first, second] = [add(), add()];
  await show(second, "c2");
  await first.bridge.receive({ ...send, chatId: undefined });
  await vi.waitFor(() => expect(sidecar.count("chat/suggestTitle")).toBe(1));
  expect(stopped).toBe(false);
  await second.bridge.receive({ ...send, chatId: "c2", replyId: "r2" });
  expect(stopped).toBe(true);
  named.resolve({ title: "", changed: false });
});

test("Each tab has its chat again after a reload, and one that was closed leaves nothing", () => {
  const stored = new Map<string, unknown>();
  const memory = {
    get: (key: string) => structuredClone(stored.get(key)),
    update: (key: string, value: unknown) => Promise.resolve(void stored.set(key, structuredClone(value))),
  };
  const before = new TabMemory(memory);
  before.keep("t1", "c1");
  before.keep("t2", "c2");
  before.keep("t1", "c3");
  before.keep("t3", "c4");
  before.forget("t3");
  const after = new TabMemory(memory);
  expect(["t1", "t2", "t3"].map((tab) => after.chatOf(tab))).toEqual(["c3", "c2", undefined]);
  after.keep("t2", undefined);
  expect(new TabMemory(memory).chatOf("t2")).toBeUndefined();
});
