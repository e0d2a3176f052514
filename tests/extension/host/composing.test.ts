import { expect, test, vi } from "vitest";
import { deferred } from "./support/deferred.js";
import { ChatFixture, ended } from "./support/chat-fixture.js";

const question = { type: "send", chatId: undefined, replyId: "r1", text: "Hi", model: undefined, attachments: [] } as const;

test("What an @ finds is shown with its query, and what is chosen is attached as it is now", async () => {
  const fixture = new ChatFixture();
  await fixture.ready();
  await fixture.receive({ type: "findContext", query: "serv" });
  const { query, items } = fixture.last("contextFound");
  expect([query, items[0]?.label]).toEqual(["serv", "serv"]);
  const [item] = items;
  if (!item) throw new Error("Nothing was found.");
  await fixture.receive({ type: "attachContext", item });
  expect(fixture.last("attach").asked).toEqual({});
  expect(fixture.last("attach").parts).toMatchObject([{ kind: "selection", fileName: "serv", text: "text", whole: true }]);
});

test("The context is measured for the chat and model that the view asks about", async () => {
  const fixture = new ChatFixture();
  const use = { system: 1, history: 2, files: 3, estimated: true, window: 4096 };
  fixture.sidecar.answer("chat/contextUse", () => use);
  await fixture.ready("c1");
  await fixture.receive({ type: "measureContext", chatId: "c1", model: "p/m" });
  expect(fixture.last("contextUse")).toEqual({ type: "contextUse", chatId: "c1", use });
});

test("A new chat is named behind its first answer, and the next question stops that", async () => {
  const fixture = new ChatFixture();
  fixture.namesChats = true;
  const naming = deferred<{ title: string; changed: boolean }>();
  let stopped: (() => boolean | undefined) | undefined;
  fixture.sidecar.answer("chat/send", () => ended);
  fixture.sidecar.answer("chat/suggestTitle", (_, token) => {
    stopped = () => token?.isCancellationRequested;
    return naming.promise;
  });
  await fixture.ready();
  await fixture.receive({ ...question, attachments: [] });
  await vi.waitFor(() => expect(fixture.sidecar.count("chat/suggestTitle")).toBe(1));
  expect(stopped?.()).toBe(false);
  await fixture.receive({ ...question, attachments: [], chatId: "new", replyId: "r2" });
  expect(stopped?.()).toBe(true);
  naming.reject(new Error("stopped"));
  expect(fixture.sidecar.count("chat/suggestTitle")).toBe(1);
  expect(fixture.all("error")).toEqual([]);
});

test("A chat is not named where the user does not want it, nor one that is not stored", async () => {
  const fixture = new ChatFixture();
  fixture.sidecar.answer("chat/send", () => ended);
  await fixture.ready();
  await fixture.receive({ ...question, attachments: [] });
  fixture.namesChats = true;
  await fixture.receive({ ...question, attachments: [], replyId: "r2", temporary: true });
  expect(fixture.sidecar.count("chat/suggestTitle")).toBe(0);
});
