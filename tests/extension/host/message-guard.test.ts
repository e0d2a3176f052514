import { describe, expect, test } from "vitest";
import { readToHost } from "../../../extension/src/features/chat/message-guard.js";
import type { OwnSettings, ToHost } from "../../../extension/src/features/chat/messages.js";

const selection = { kind: "selection", fileName: "src/add.js", languageId: "javascript", startLine: 1, endLine: 3, text: "a" } as const;
const picture = { kind: "image", mediaType: "image/png", fileName: "a.png", data: "AAAA" } as const;
const stored = { kind: "image", mediaType: "image/png", attachmentId: "a1" } as const;
const provider = { kind: "ollama", displayName: "Ollama", baseUrl: "http://127.0.0.1:11434", suggestedName: "ollama", models: ["m"] };
const send = { type: "send", chatId: undefined, replyId: "r1", text: "Hi", model: undefined, attachments: [selection] } as const;
const settings: OwnSettings = {
  systemPrompt: "Be brief.",
  preset: "Precise",
  options: { temperature: 0.7, keepAliveSeconds: -1, stop: ["END"], thinking: "low" },
};

/** One of each, so that a message that joins the union is tried too. */
const examples: { [T in ToHost["type"]]: Extract<ToHost, { type: T }> } = {
  ready: { type: "ready" },
  used: { type: "used" },
  listChats: { type: "listChats", filter: { archived: true, folder: "Work", tag: "c#" }, before: "c1" },
  searchChats: {
    type: "searchChats",
    query: "sky",
    filter: { folder: "Work", model: "p/m", since: "2026-01-01", until: "2026-01-31", hasCode: true },
  },
  openChat: { type: "openChat", chatId: "c1", before: "m1" },
  renameChat: { type: "renameChat", chatId: "c1", title: "Sky" },
  deleteChat: { type: "deleteChat", chatId: "c1" },
  undoDelete: { type: "undoDelete", chatId: "c1" },
  deleteMessage: { type: "deleteMessage", chatId: "c1", messageId: "m1" },
  pinChat: { type: "pinChat", chatId: "c1", pinned: true },
  archiveChat: { type: "archiveChat", chatId: "c1", archived: false },
  chooseFolder: { type: "chooseFolder", chatId: "c1" },
  chooseTags: { type: "chooseTags", chatId: "c1" },
  continue: { type: "continue", chatId: "c1", messageId: "m1", replyId: "r1" },
  selectBranch: { type: "selectBranch", chatId: "c1", messageId: "m1" },
  loadSiblings: { type: "loadSiblings", chatId: "c1", messageId: "m1" },
  fork: { type: "fork", chatId: "c1", messageId: "m1" },
  rate: { type: "rate", chatId: "c1", messageId: "m1", rating: "up" },
  send: {
    ...send,
    attachments: [selection, picture, stored],
    editOf: "q1",
    temporary: true,
    settings,
    beside: [{ replyId: "r2", model: "p/n" }],
  },
  findContext: { type: "findContext", query: "serv" },
  attachContext: {
    type: "attachContext",
    item: { kind: "file", id: "file:///a.ts", label: "a.ts", description: "A" },
    chatId: "c1",
    temporary: true,
  },
  measureContext: { type: "measureContext", chatId: "c1", model: "p/m" },
  keepDraft: {
    type: "keepDraft",
    chatId: "c1",
    attachments: [selection, picture],
    questions: [{ text: "Then?", attachments: [picture] }],
    halted: "failed",
    text: "half",
    temporary: true,
  },
  listPrompts: { type: "listPrompts" },
  listPresets: { type: "listPresets" },
  saveSettings: { type: "saveSettings", saveId: "s1", chatId: "c1", settings },
  pickPictures: { type: "pickPictures" },
  loadPicture: { type: "loadPicture", chatId: "c1", attachmentId: "a1" },
  regenerate: {
    type: "regenerate",
    chatId: "c1",
    messageId: "m1",
    replyId: "r1",
    model: "p/m",
    overflow: "dropOldest",
    contextLength: 8192,
    beside: true,
  },
  endSeen: { type: "endSeen", replyId: "r1" },
  stop: { type: "stop", replyId: "r1" },
  setModel: { type: "setModel", model: "p/m", chatId: "c1" },
  refreshModels: { type: "refreshModels" },
  manageProviders: { type: "manageProviders" },
  addProvider: { type: "addProvider", provider: { ...provider, version: "1" } },
  pull: { type: "pull", model: "p/m", pullId: "p1" },
  cancelPull: { type: "cancelPull", pullId: "p1" },
  copy: { type: "copy", text: "x" },
  insertAtCursor: { type: "insertAtCursor", text: "x" },
  useCode: { type: "useCode", use: "applyToFile", code: { text: "x", languageId: "javascript", fileName: "src/a.js" } },
  newFile: { type: "newFile", text: "x", languageId: "rust" },
  openLink: { type: "openLink", href: "https://example.org" },
  exportChat: { type: "exportChat", chatId: "c1", messageId: "m1" },
  printChat: { type: "printChat", chatId: "c1" },
  listKeys: { type: "listKeys" },
  changeKeys: { type: "changeKeys" },
  showLog: { type: "showLog" },
  restartSidecar: { type: "restartSidecar" },
};

describe("the guard of the chat view's messages", () => {
  test.each(Object.values(examples))("accepts $type as it is", (message) => {
    expect(readToHost(message)).toEqual(message);
  });

  test.each(Object.values(examples).flatMap((message) => Object.keys(message).map((key) => [message.type, key] as const)))(
    "refuses %s with a %s of the wrong type",
    (type, key) => {
      const right: unknown = Object.entries(examples[type]).find(([name]) => name === key)?.[1];
      const wrongs = [42.5, null, { toString: 1 }, ["x", 1], () => "x", ...(typeof right === "boolean" ? [] : [true])];
      for (const wrong of wrongs.filter(
        (each) => each === null || typeof right !== "object" || Array.isArray(right) || typeof each !== "object",
      )) {
        expect(readToHost({ ...examples[type], [key]: wrong })).toBeUndefined();
      }
    },
  );

  test.each([undefined, null, 0, "ready", [], ["ready"], {}, { type: undefined }, { type: "runCommand", command: "rm" }, new Date()])(
    "refuses %j, which is no message",
    (value) => {
      expect(readToHost(value)).toBeUndefined();
    },
  );

  test.each(["__proto__", "constructor", "toString", "hasOwnProperty", "valueOf"])("refuses the inherited name %s as a type", (type) => {
    expect(readToHost({ type })).toBeUndefined();
  });

  test("takes no field from a prototype", () => {
    const inherited: unknown = Object.create({ type: "stop", replyId: "r1" });
    expect(readToHost(inherited)).toBeUndefined();
    expect(readToHost(Object.assign(Object.create({ replyId: "r1" }) as object, { type: "stop" }))).toBeUndefined();
  });

  test("passes on known fields only", () => {
    const hostile: unknown = JSON.parse('{"type":"stop","replyId":"r1","__proto__":{"admin":true},"command":"x"}');
    expect(Object.keys(readToHost(hostile) ?? {})).toEqual(["type", "replyId"]);
    const nested = readToHost({ ...send, attachments: [{ ...selection, command: "x" }] });
    expect(nested).toEqual(send);
  });

  test.each([
    ["a name", { type: "stop", replyId: "x".repeat(5000) }],
    ["a text", { type: "copy", text: "x".repeat(17 * 1024 * 1024) }],
    ["a list", { ...send, attachments: new Array(1001).fill(selection) }],
  ])("refuses %s without measure", (_, message) => {
    expect(readToHost(message)).toBeUndefined();
  });

  test.each([
    { startLine: 0 },
    { startLine: 4 },
    { startLine: 1.5 },
    { endLine: Number.NaN },
    { endLine: Infinity },
    { kind: "text" },
    { fileName: undefined },
  ])("refuses a selection with %j", (wrong) => {
    expect(readToHost({ ...send, attachments: [{ ...selection, ...wrong }] })).toBeUndefined();
  });

  test("survives getters that throw", () => {
    const trap = new Proxy({}, { getOwnPropertyDescriptor: () => ({ configurable: true, value: "stop" }), get: () => 7 });
    expect(readToHost(trap)).toBeUndefined();
  });
});
