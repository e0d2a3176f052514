import { expect, test } from "vitest";
import { refusal, runningReply, whyBlind } from "../../../extension/webviews/chat/state/view-state.js";
import { textOf } from "../../../extension/src/features/chat/parts.js";
import { chat, message, modelsWith, running, start, startReady, tiny, type Started } from "./support/fixtures.js";

const picture = { kind: "image", mediaType: "image/png", data: "AAAA", fileName: "a.png" } as const;
const entries = ({ view }: Started) => view.store.getState().open.entries;
const texts = (started: Started) =>
  entries(started).map((entry) => entry.message.parts.map((part) => ("text" in part ? part.text : part.kind)).join("|"));

function ask(started: Started, text = "Why?", goes = true): string {
  started.view.actions.questions.ask(text);
  return goes ? started.host.last("send").replyId : "";
}

const end = (replyId: string, stopReason: "stop" | "cancelled" = "stop") =>
  ({
    type: "replyEnded",
    replyId,
    result: { messageId: "a1", userMessageId: "q1", stopReason, model: tiny.model, usage: { completionTokens: 2 } },
  }) as const;

test("A reply's pieces become one stored answer, and what is on the screen keeps its identity", () => {
  const started = startReady();
  const replyId = ask(started);
  const keys = entries(started).map(({ key }) => key);
  started.host.tell({ type: "delta", replyId, parts: [{ kind: "text", text: "Be" }] });
  started.host.tell({ type: "delta", replyId, parts: [{ kind: "text", text: "cause" }] }, end(replyId));
  expect(texts(started)).toEqual(["Why?", "Because"]);
  expect(entries(started).map(({ key }) => key)).toEqual(keys);
  expect(entries(started).map((entry) => entry.message.messageId)).toEqual(["q1", "a1"]);
  expect(runningReply(started.view.store.getState())).toBeUndefined();
});

test("A chat that was read before the last question takes nothing of it away, and is taken when it is read again", () => {
  const started = startReady();
  started.host.tell({ type: "reopen", chatId: chat.chatId });
  const before = [message("q0", "user", "Before?"), message("a0", "assistant", "That.")];
  const read = { type: "chat" as const, chat, hasMore: false, prepend: false };
  started.host.tell({ ...read, messages: [...before] });
  const replyId = ask(started);
  started.host.tell({ ...read, messages: [...before], chat: { ...chat, model: "p/other" } });
  started.host.tell({ type: "delta", replyId, parts: [{ kind: "text", text: "Because" }] });
  expect(texts(started).slice(0, 3)).toEqual(["Before?", "That.", "Why?"]);
  expect(runningReply(started.view.store.getState())?.replyId).toBe(replyId);
  expect(started.view.store.getState().open.summary?.model).toBe("p/other");
  started.host.tell(end(replyId));
  const after = [...before, message("q1", "user", "Why?"), message("a1", "assistant", "Because")];
  started.host.tell({ ...read, messages: after });
  expect(texts(started)).toEqual(["Before?", "That.", "Why?", "Because"]);
});

test("A stopped reply keeps its text and is marked", () => {
  const started = startReady();
  const replyId = ask(started);
  started.host.tell({ type: "delta", replyId, parts: [{ kind: "text", text: "Half" }] });
  started.view.actions.questions.stop();
  started.view.actions.questions.stop();
  expect(started.host.count("stop")).toBe(1);
  started.host.tell(end(replyId, "cancelled"));
  expect(entries(started)[1]?.message.status).toBe("cancelled");
  expect(texts(started)[1]).toBe("Half");
});

test("A failed reply keeps its text and its error; a retry asks for the stored question again in its place", () => {
  const started = startReady();
  const replyId = ask(started);
  started.host.tell({ type: "chatCreated", replyId, chat });
  started.host.tell({
    type: "progress",
    progress: { replyId, phase: "connecting", model: tiny.model, messageId: "a1", userMessageId: "q1" },
  });
  started.host.tell({ type: "replyFailed", replyId, error: { message: "Gone." } });
  const failed = entries(started)[1];
  expect(failed?.failure?.message).toBe("Gone.");
  if (failed) started.view.actions.questions.retry(failed);
  expect(started.host.last("regenerate")).toMatchObject({ chatId: "c1", messageId: "a1", model: tiny.model });
  expect(texts(started)).toEqual(["Why?", ""]);
});

test("A retry of a question that was never stored sends it anew, with what was attached", () => {
  const started = startReady();
  const selection = { kind: "selection", fileName: "a.cs", languageId: "csharp", startLine: 1, endLine: 2, text: "x" } as const;
  started.host.tell(
    { type: "models", models: [{ ...tiny, capabilities: ["chat", "vision"] }], problems: [], model: tiny.model },
    { type: "attach", parts: [selection, picture] },
  );
  const replyId = ask(started);
  started.host.tell({ type: "replyFailed", replyId, error: { message: "Gone." } });
  const failed = entries(started)[1];
  if (failed) started.view.actions.questions.retry(failed);
  expect(started.host.count("send")).toBe(2);
  expect(started.host.last("send")).toMatchObject({ text: "Why?", attachments: [selection, picture] });
  expect(entries(started)).toHaveLength(2);
});

test("A picture is not sent to a model that cannot see; the question stays, and the reason is told", () => {
  const started = startReady();
  started.host.tell({ type: "attach", parts: [picture] });
  started.view.actions.setDraft("What is this?");
  ask(started, "What is this?", false);
  expect(started.host.count("send")).toBe(0);
  expect(refusal(started.view.store.getState())).toContain("cannot see pictures");
  started.view.actions.removeAttachment(0);
  ask(started, "What is this?");
  expect(started.host.last("send").attachments).toEqual([]);
});

test("A waiting question with a picture comes back when the model is changed to one that cannot see", () => {
  const started = startReady();
  const sees = { ...tiny, model: "p/sees", capabilities: ["chat", "vision"] };
  started.host.tell({ type: "models", models: [tiny, sees], problems: [], model: sees.model });
  const replyId = ask(started);
  started.host.tell({ type: "attach", parts: [picture] });
  ask(started, "What is this?", false);
  started.view.actions.setModel(tiny.model);
  started.host.tell(end(replyId));
  const { attachments, draft, queues } = started.view.store.getState();
  expect({ sent: started.host.count("send"), attachments, draft, queues }).toEqual({
    ...{ sent: 1, attachments: [picture], draft: "What is this?", queues: {} },
  });
});

test("A question from the editor goes alone, and leaves what is written and attached", () => {
  const started = startReady();
  const selection = { kind: "selection", fileName: "a.cs", languageId: "csharp", startLine: 1, endLine: 2, text: "x" } as const;
  started.host.tell({ type: "attach", parts: [picture] });
  started.view.actions.setDraft("half");
  started.host.tell({ type: "ask", selection, text: "Explain this code." });
  expect(started.host.last("send")).toMatchObject({ text: "Explain this code.", attachments: [selection] });
  expect(started.view.store.getState()).toMatchObject({ draft: "half", attachments: [picture] });
});

test.each([
  [[], [], false],
  [["chat"], ["vision"], false],
  [["chat", "vision"], [], false],
  [["chat", "tools"], [], true],
])("A model with %j, of which %j is not told, is refused a picture: %s", (capabilities, unknownCapabilities, refused) => {
  expect(whyBlind({ ...tiny, capabilities, unknownCapabilities }) !== undefined).toBe(refused);
});

test("A pasted file becomes an attachment, and one that is neither a picture nor text is told", async () => {
  const started = startReady();
  await started.view.actions.attachFiles([new File([new Uint8Array([1, 2, 3])], "a.png", { type: "image/png" })]);
  expect(started.view.store.getState().attachments).toEqual([{ kind: "image", mediaType: "image/png", data: "AQID", fileName: "a.png" }]);
  const files = [
    new File([new Uint8Array([0, 255])], "a.bin"),
    new File(["x"], "a.tiff", { type: "image/tiff" }),
    new File([new Uint8Array([4])], "b.png", { type: "image/png" }),
  ];
  await started.view.actions.attachFiles(files);
  expect(started.view.store.getState().notice?.message).toBe("a.bin cannot be attached.");
  expect(started.view.store.getState().attachments.map(({ fileName }) => fileName)).toEqual(["a.png", "b.png"]);
});

test("A dropped text is attached as a whole, with its language", async () => {
  const started = startReady();
  await started.view.actions.attachFiles([new File(["def f():\n  pass\n"], "f.py"), new File(["über"], "notes")]);
  expect(started.view.store.getState().attachments).toEqual([
    { kind: "selection", fileName: "f.py", languageId: "python", startLine: 1, endLine: 3, text: "def f():\n  pass\n", whole: true },
    { kind: "selection", fileName: "notes", languageId: "plaintext", startLine: 1, endLine: 1, text: "über", whole: true },
  ]);
});

test("A stored picture is asked for once and kept", () => {
  const started = startReady();
  started.view.actions.openChat("c1");
  started.view.actions.loadPicture("p1");
  started.view.actions.loadPicture("p1");
  expect(started.host.count("loadPicture")).toBe(1);
  started.host.tell({ type: "picture", attachmentId: "p1", data: "AQID" });
  started.view.actions.loadPicture("p1");
  expect(started.host.count("loadPicture")).toBe(1);
  expect(started.view.store.getState().pictures).toEqual({ p1: "AQID" });
  started.view.actions.openChat("c2");
  expect(started.view.store.getState().pictures).toEqual({});
});

test("A picture that could not be read is asked for again once the sidecar is back", () => {
  const started = startReady();
  started.view.actions.openChat("c1");
  started.view.actions.loadPicture("p1");
  started.host.tell({ type: "picture", attachmentId: "p1", data: undefined });
  started.host.tell({ type: "picture", attachmentId: "p2", data: "AQID" });
  expect(started.view.store.getState().pictures).toEqual({ p1: null, p2: "AQID" });
  started.view.actions.loadPicture("p1");
  expect(started.host.count("loadPicture")).toBe(1);
  started.host.tell({ type: "sidecar", sidecar: { state: "restarting", attempt: 1, inMs: 1, reason: "It ended." } });
  started.host.tell({ type: "sidecar", sidecar: { state: "running" } });
  expect(started.view.store.getState().pictures).toEqual({ p2: "AQID" });
  started.view.actions.loadPicture("p1");
  expect(started.host.count("loadPicture")).toBe(2);
});

test("A question without a model waits and is sent once when the model is there", () => {
  const started = start();
  started.host.tell(running, modelsWith("downloadable"));
  started.view.actions.questions.ask("Why?");
  expect(started.host.count("send")).toBe(0);
  expect(started.view.store.getState().queues[""]?.questions.map(({ text }) => text)).toEqual(["Why?"]);
  started.host.tell(modelsWith("available"), modelsWith("available"));
  expect(started.host.count("send")).toBe(1);
  expect(started.view.store.getState().queues).toEqual({});
});

test("After a reload the open chat, its draft and the running reply are shown again", () => {
  const started = start({ drafts: { c1: "unsent" } });
  started.host.tell({ type: "reopen", chatId: "c1" });
  expect(started.host.last("openChat")).toEqual({ type: "openChat", chatId: "c1" });
  const stored = [message("q1", "user", "Why?"), message("a1", "assistant", "Be", { status: "streaming" })];
  started.host.tell(running, modelsWith("available"), {
    type: "chat",
    chat,
    messages: stored,
    hasMore: false,
    prepend: false,
    running: { replyId: "r1", parts: [{ kind: "text", text: "Beca" }] },
  });
  started.host.tell({ type: "delta", replyId: "r1", parts: [{ kind: "text", text: "use" }] });
  expect(started.view.live.get("r1").parts).toEqual([{ kind: "text", text: "Because" }]);
  started.host.tell(end("r1"));
  expect(texts(started)).toEqual(["Why?", "Because"]);
  expect(started.view.store.getState().draft).toBe("unsent");
});

test("Each chat keeps its own draft", () => {
  const started = startReady();
  started.view.actions.setDraft("new one");
  started.view.actions.openChat("c1");
  started.view.actions.setDraft("for c1");
  started.view.actions.newChat();
  expect(started.view.store.getState().draft).toBe("new one");
  expect(started.host.saved).toEqual({ drafts: { "": "new one", c1: "for c1" } });
});

test("Each chat keeps what is attached to its draft, and the host is told of each change once", () => {
  const started = startReady();
  const { host, view } = started;
  const attached = () => view.store.getState().attachments.map(({ fileName }) => fileName);
  const part = (fileName: string) => ({
    kind: "selection" as const,
    fileName,
    languageId: "plaintext",
    startLine: 1,
    endLine: 1,
    text: "x",
  });
  host.tell({ type: "keptDrafts", drafts: [{ attachments: [part("new")] }, { chatId: "c1", attachments: [part("kept")] }] });
  expect(attached()).toEqual(["new"]);
  view.actions.openChat("c1");
  expect(attached()).toEqual(["kept"]);
  expect(host.count("keepDraft")).toBe(0);
  host.tell({ type: "attach", parts: [part("more")] });
  expect(host.last("keepDraft")).toMatchObject({ chatId: "c1", attachments: [{ fileName: "kept" }, { fileName: "more" }] });
  view.actions.newChat();
  expect(attached()).toEqual(["new"]);
  view.actions.questions.ask("What is this?");
  expect(host.last("keepDraft")).toEqual({ type: "keepDraft", attachments: [] });
  view.actions.openChat("c1");
  view.actions.removeAttachment(0);
  expect(host.last("keepDraft")).toMatchObject({ chatId: "c1", attachments: [{ fileName: "more" }] });
  host.tell({ type: "chatClosed", chatId: "c1" });
  expect(host.last("keepDraft")).toEqual({ type: "keepDraft", chatId: "c1", attachments: [] });
  expect(host.count("keepDraft")).toBe(4);
});

test("What an @ brings late goes to the question that it was asked for in", () => {
  const { host, view } = startReady();
  const part = { kind: "selection" as const, fileName: "late", languageId: "plaintext", startLine: 1, endLine: 1, text: "x" };
  view.actions.openChat("c1");
  view.actions.attachContext({ kind: "folder", id: "file:///lib", label: "lib" });
  expect(host.last("attachContext").chatId).toBe("c1");
  view.actions.openChat("c2");
  host.tell({ type: "attach", parts: [part], asked: { chatId: "c1" } });
  expect(view.store.getState().attachments).toEqual([]);
  view.actions.openChat("c1");
  expect(view.store.getState().attachments).toEqual([part]);
  expect(host.last("keepDraft")).toEqual({ type: "keepDraft", chatId: "c1", attachments: [part] });
});

test("What is attached while a chat comes to exist goes on in it, and that of a temporary one is marked", () => {
  const { host, view } = startReady();
  const part = { kind: "image" as const, mediaType: "image/png", data: "AAAA" };
  view.actions.newChat(true);
  view.actions.questions.ask("Hello?");
  host.tell({ type: "attach", parts: [part] });
  expect(host.last("keepDraft")).toEqual({ type: "keepDraft", attachments: [part], temporary: true });
  host.tell({ type: "chatCreated", replyId: host.last("send").replyId, chat: { ...chat, temporary: true } });
  expect(host.posted.slice(-2)).toEqual([
    { type: "keepDraft", attachments: [] },
    { type: "keepDraft", chatId: "c1", attachments: [part], temporary: true },
  ]);
  expect(view.store.getState().attachments).toEqual([part]);
});

test("A chat that another choice has overtaken is not shown", () => {
  const started = startReady();
  started.view.actions.openChat("c1");
  started.view.actions.openChat("c2");
  started.host.tell({ type: "chat", chat, messages: [message("q1", "user", "Old")], hasMore: false, prepend: false });
  expect(entries(started)).toEqual([]);
});

test("A search hit above what is loaded is loaded with all that lies between", () => {
  const started = startReady();
  started.view.actions.openChat("c1", "q1");
  started.host.tell({ type: "chat", chat, messages: [message("q2", "user", "New")], hasMore: true, prepend: false });
  expect(started.host.last("openChat")).toEqual({ type: "openChat", chatId: "c1", before: "q2", all: true });
  started.host.tell({ type: "chat", chat, messages: [message("q1", "user", "Old")], hasMore: true, prepend: true });
  expect(started.host.count("openChat")).toBe(2);
  expect(texts(started)).toEqual(["Old", "New"]);
});

test("Readers of a running reply are woken by its first piece, then once per frame, however many come", () => {
  const started = startReady();
  const replyId = ask(started);
  let woken = 0;
  started.view.live.subscribe(replyId, () => woken++);
  const tell = () => started.host.tell({ type: "delta", replyId, parts: [{ kind: "text", text: "x" }] });
  tell();
  expect(woken).toBe(1);
  for (let index = 1; index < 50; index++) tell();
  expect(woken).toBe(1);
  started.frame();
  expect(woken).toBe(2);
  expect(textOf(started.view.live.get(replyId).parts)).toHaveLength(50);
});

test("The time of thinking runs until the first word of the answer", () => {
  const started = startReady();
  const replyId = ask(started);
  started.host.tell({ type: "delta", replyId, parts: [{ kind: "thinking", text: "Hm" }] });
  started.time.now = 3100;
  started.host.tell({ type: "delta", replyId, parts: [{ kind: "text", text: "So" }] });
  started.time.now = 9000;
  started.host.tell(end(replyId));
  expect(entries(started)[1]?.thinkingMs).toBe(3100);
});

test("A download shows its progress under its model and leaves with its end", () => {
  const started = startReady();
  started.view.actions.pull(tiny.model);
  const { pullId } = started.host.last("pull");
  started.host.tell({ type: "pullProgress", pullId, phase: "downloading", completedBytes: 5, totalBytes: 10 });
  expect(started.view.store.getState().pulls[tiny.model]).toMatchObject({ completedBytes: 5, totalBytes: 10 });
  started.host.tell({ type: "pullEnded", pullId, status: "completed" });
  expect(started.view.store.getState().pulls).toEqual({});
});

test("A question from the editor leaves what is being written alone", () => {
  const started = startReady();
  started.view.actions.setDraft("half a thought");
  const selection = { kind: "selection", fileName: "a.cs", languageId: "csharp", startLine: 1, endLine: 2, text: "x" } as const;
  started.host.tell({ type: "ask", selection, text: "Explain this." });
  expect(started.host.last("send")).toMatchObject({ text: "Explain this.", attachments: [selection] });
  expect(started.view.store.getState()).toMatchObject({ draft: "half a thought", attachments: [] });
});

test("A deleted chat is out of sight until it is brought back, open if it was", () => {
  const started = startReady();
  started.host.tell({ type: "chats", chats: [chat], hasMore: false, append: false });
  started.view.actions.openChat("c1");
  started.view.actions.deleteChat(chat);
  expect(started.host.last("deleteChat").chatId).toBe("c1");
  expect(started.view.store.getState()).toMatchObject({ deleted: { chatId: "c1", title: chat.title }, open: { chatId: undefined } });
  started.view.actions.undoDelete();
  expect(started.host.last("undoDelete").chatId).toBe("c1");
  expect(started.view.store.getState()).toMatchObject({ deleted: undefined, open: { chatId: "c1" } });
});

test("A chat that could not be deleted is shown again, with the reason", () => {
  const started = startReady();
  started.view.actions.deleteChat(chat);
  started.host.tell({ type: "deleteFailed", chatId: "c1", error: { message: "The disk is full." } });
  expect(started.view.store.getState()).toMatchObject({ deleted: undefined, notice: { message: "The disk is full." } });
});

test("A pasted picture goes to the question that it was pasted into, also where another chat is opened while it is read", async () => {
  const { host, view } = startReady();
  view.actions.openChat("c1");
  const pasted = view.actions.attachFiles([new File([new Uint8Array([1])], "a.png", { type: "image/png" })]);
  view.actions.openChat("c2");
  await pasted;
  expect(view.store.getState().attachments).toEqual([]);
  expect(host.last("keepDraft")).toMatchObject({ chatId: "c1", attachments: [{ fileName: "a.png" }] });
});
