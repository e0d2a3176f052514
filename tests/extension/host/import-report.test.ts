import { expect, test } from "vitest";
import { day, fileNameOf } from "../../../extension/src/features/transfer/file-name.js";
import { counted, importReport, totals } from "../../../extension/src/features/transfer/import-report.js";
import type { ChatImportResult } from "../../../shared-protocol/generated/protocol.js";

const result: ChatImportResult = {
  isCancelled: false,
  sources: [
    { name: "ChatGPT", newChats: 2, extendedChats: 1, knownChats: 3, newMessages: 9 },
    { name: "Claude", newChats: 1, extendedChats: 0, knownChats: 0, newMessages: 2 },
  ],
  chats: [
    { source: "ChatGPT", title: "A | `b`\n<c>", outcome: "new", newMessages: 4 },
    { source: "ChatGPT", title: "Known", outcome: "known", newMessages: 0, chatId: "x" },
  ],
  failures: [{ file: "a.json", item: "Chat 7", why: "It has no id.", isPartial: false }],
  failureCount: 700,
  ignoredFiles: ["user.json"],
};

test("Figures of all programs are added up", () => {
  expect(totals(result)).toEqual({ newChats: 3, extendedChats: 1, knownChats: 3, newMessages: 11 });
});

test("The report names what was added and what was not read; a title cannot break its table", () => {
  const text = importReport("/home/ada/export.zip", result, false);
  expect(text).toContain("# Import report");
  expect(text).toContain("| ChatGPT | 2 | 1 | 3 | 9 |");
  expect(text).toContain("| a.json | Chat 7 | It has no id. | not read |");
  expect(text).toContain("| Title | From | New messages | State |");
  expect(text).toContain("| A \\| \\`b\\` \\<c\\> | ChatGPT | 4 | new |");
  expect(text).not.toContain("Known |");
  expect(text).toContain("- `user.json`");
  expect(text).toContain("… and 699 more.");
});

test("Of what is zero nothing is said", () => {
  const forms = "{0} chat|{0} chats";
  expect(counted([forms, 0], [forms, 1], ["{0} problem|{0} problems", 2])).toBe("1 chat and 2 problems");
  expect(counted([forms, 0])).toBe("");
});

test("What a title holds is not drawn as a formula, a link or struck out", () => {
  const chats: ChatImportResult["chats"] = [{ source: "Claude", title: "$x$ [a](b) ~~c~~ &lt;", outcome: "new", newMessages: 1 }];
  expect(importReport("x", { ...result, chats }, false)).toContain("| \\$x\\$ \\[a\\](b) \\~\\~c\\~\\~ \\&lt; |");
});

test("A preview says that it is one, a stopped import that it goes on", () => {
  expect(importReport("x", result, true)).toContain("# What an import would add");
  expect(importReport("x", { ...result, isCancelled: true }, false)).toContain("importing again goes on");
});

test.each([
  ["How long does it rest?", "How-long-does-it-rest"],
  ["../../etc/passwd", "etc-passwd"],
  ["Grüße aus Köln 😀", "Grüße-aus-Köln"],
  ["...", "chat"],
  ["x".repeat(200), "x".repeat(60)],
])("%s becomes a name for a file", (title, name) => {
  expect(fileNameOf(title)).toBe(name);
});

test("The day in a file's name sorts", () => {
  expect(day(new Date(2026, 0, 9))).toBe("2026-01-09");
});
