import { expect, test, vi } from "vitest";
import { KeptDrafts, type AttachmentFiles } from "../../../extension/src/features/chat/kept-drafts.js";
import { wholeText } from "../../../extension/src/features/chat/parts.js";
import { UserError } from "../../../extension/src/infrastructure/errors.js";
import { ChatFixture } from "./support/chat-fixture.js";
import { deferred } from "./support/deferred.js";

const lines = wholeText("a.ts", "typescript", "let a = 1;");
const waiting = (text: string) => ({ text, attachments: [] });
const picture = { kind: "image" as const, mediaType: "image/png", data: "AAAA" };

test("What is attached is told to a view that is built anew, also in another window, and before what was attached meanwhile", async () => {
  const fixture = new ChatFixture();
  await fixture.receive({ type: "keepDraft", attachments: [lines] });
  await fixture.receive({ type: "keepDraft", chatId: "c1", attachments: [picture, lines] });
  fixture.bridge.tell({ type: "attach", parts: [picture] });
  await fixture.ready();
  const drafts = [{ attachments: [lines] }, { chatId: "c1", attachments: [picture, lines] }];
  expect(fixture.last("keptDrafts").drafts).toEqual(drafts);
  const order = fixture.shown.map(({ type }) => type);
  expect(order.indexOf("attach")).toBeGreaterThan(order.indexOf("keptDrafts"));
  expect(await new KeptDrafts(fixture.files, "view").all()).toEqual(drafts);
  expect(await new KeptDrafts(fixture.files, "another view").all()).toEqual([]);
});

test("What was sent is kept no longer, and nothing lies around then", async () => {
  const { files, kept: written } = new ChatFixture();
  const kept = new KeptDrafts(files, "view");
  await kept.keep({ chatId: "c1", attachments: [lines] });
  await kept.keep({ chatId: "c1", attachments: [] });
  expect(await kept.all()).toEqual([]);
  expect(written.size).toBe(0);
});

test("Of a temporary chat nothing is written down, and it is there while the window lives", async () => {
  const { files, kept: written } = new ChatFixture();
  const kept = new KeptDrafts(files, "view");
  await kept.keep({ chatId: "c1", attachments: [lines], temporary: true });
  expect(await kept.all()).toEqual([{ chatId: "c1", attachments: [lines], temporary: true }]);
  expect(written.size).toBe(0);
});

test("A file that is damaged, or holds something else, gives what can be read of it", async () => {
  const reading = (text: string): AttachmentFiles => ({ read: () => Promise.resolve(text), write: () => Promise.resolve() });
  expect(await new KeptDrafts(reading('{"c1":['), "view").all()).toEqual([]);
  const text = JSON.stringify({ c1: { attachments: [{ kind: "selection", text: 7 }] }, c2: { attachments: [lines] }, c3: "x" });
  expect(await new KeptDrafts(reading(text), "view").all()).toEqual([{ chatId: "c2", attachments: [lines] }]);
});

test("What cannot be written is told, stays while the window lives, and the next write is tried", async () => {
  const fixture = new ChatFixture();
  const { write } = fixture.files;
  fixture.files.write = () => Promise.reject(new UserError("It is too large."));
  await fixture.ready();
  await fixture.receive({ type: "keepDraft", chatId: "c1", attachments: [picture] });
  expect(fixture.last("error").error.message).toBe("It is too large.");
  fixture.files.write = write;
  await fixture.receive({ type: "keepDraft", chatId: "c2", attachments: [lines] });
  expect(await new KeptDrafts(fixture.files, "view").all()).toHaveLength(2);
});

test("What waits is kept beside what is attached, each changed by itself, and nothing is written twice", async () => {
  const { files } = new ChatFixture();
  let writes = 0;
  const { write } = files;
  files.write = (view, text) => {
    writes++;
    return write(view, text);
  };
  const kept = new KeptDrafts(files, "view");
  await kept.keep({ chatId: "c1", attachments: [lines] });
  await kept.keep({ chatId: "c1", questions: [{ text: "Then?", attachments: [picture] }] });
  await kept.keep({ chatId: "c2", text: "secret", temporary: true });
  await kept.keep({ chatId: "c2", text: "secret words", temporary: true });
  expect(writes).toBe(2);
  const draft = { chatId: "c1", attachments: [lines], questions: [{ text: "Then?", attachments: [picture] }] };
  expect(await new KeptDrafts(files, "view").all()).toEqual([draft]);
  expect(await kept.all()).toEqual([draft, { chatId: "c2", text: "secret words", temporary: true }]);
});

test("Of a view that is gone for good nothing stays, also where it was just being written", async () => {
  const { files, kept: written } = new ChatFixture();
  const { write } = files;
  let begun = false;
  const slow = deferred<undefined>();
  files.write = async (view, text) => {
    begun = true;
    if (text !== undefined) await slow.promise;
    return write(view, text);
  };
  const kept = new KeptDrafts(files, "tab");
  const writing = kept.keep({ chatId: "c1", attachments: [lines] });
  await vi.waitFor(() => expect(begun).toBe(true));
  const late = kept.keep({ chatId: "c1", attachments: [picture] });
  const gone = kept.forget();
  slow.resolve(undefined);
  await Promise.all([writing, late, gone]);
  expect(written.size).toBe(0);
});

test("The next question is taken out of what waits, unless something halts it or its view is gone", async () => {
  const { files } = new ChatFixture();
  const kept = new KeptDrafts(files, "view");
  const [two, three] = [waiting("Two?"), waiting("Three?")];
  await kept.keep({ chatId: "c1", attachments: [lines], questions: [two, three] });
  expect(await kept.takeNext("c2")).toBeUndefined();
  expect(await kept.takeNext("c1")).toEqual(two);
  expect(await new KeptDrafts(files, "view").all()).toEqual([{ chatId: "c1", attachments: [lines], questions: [three] }]);
  await kept.keep({ chatId: "c1", questions: [three], halted: "stopped" });
  await kept.keep({ chatId: "c1", attachments: [] });
  expect(await kept.takeNext("c1")).toBeUndefined();
  await kept.keep({ chatId: "c1", questions: [three] });
  await kept.forget();
  expect(await kept.takeNext("c1")).toBeUndefined();
});

test("A question that is put back comes before the others and waits; of a temporary chat it is not written down", async () => {
  const { files, kept: written } = new ChatFixture();
  const kept = new KeptDrafts(files, "view");
  const [lost, next] = [waiting("Lost?"), waiting("Next?")];
  await kept.keep({ chatId: "c1", questions: [next] });
  await kept.putBack(lost, { chatId: "c1" });
  expect(await new KeptDrafts(files, "view").all()).toEqual([{ chatId: "c1", questions: [lost, next], halted: "failed" }]);
  await kept.keep({ chatId: "c2", questions: [{ text: "secret", attachments: [] }], temporary: true });
  await kept.putBack({ text: "secret as well", attachments: [] }, { chatId: "c2" });
  await kept.putBack({ text: "a new secret", attachments: [] }, { temporary: true });
  expect(JSON.stringify([...written])).not.toContain("secret");
  expect(JSON.stringify(await kept.all())).toContain("a new secret");
});

test("What could not be written is tried again with the next change, also where that says the same", async () => {
  const { files, kept: written } = new ChatFixture();
  const { write } = files;
  const kept = new KeptDrafts(files, "view");
  files.write = () => Promise.reject(new UserError("The disk is full."));
  await expect(kept.keep({ chatId: "c1", attachments: [lines] })).rejects.toThrow("The disk is full.");
  files.write = write;
  await kept.keep({ chatId: "c1", attachments: [lines] });
  expect(written.size).toBe(1);
});
