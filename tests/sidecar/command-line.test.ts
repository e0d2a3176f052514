import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { ChatGetResult, ChatListResult } from "../../shared-protocol/generated/protocol.js";
import { startFakeServer, type FakeServer } from "./support/fake-server.js";
import { CommandLine } from "./support/command-line.js";

let server: FakeServer;
let dataDirectory: string;

beforeAll(async () => {
  server = await startFakeServer();
  dataDirectory = mkdtempSync(path.join(tmpdir(), "acl-command-line-"));
  const url = server.baseUrl({ tokens: 100_000, interval: 2 });
  await CommandLine.json(dataDirectory, "providers", "add", "openai-compatible", "fake", "--url", url);
});

afterAll(async () => {
  await server.stop();
  rmSync(dataDirectory, { recursive: true, force: true });
});

/** The answer of the chat that was changed last. */
async function lastAnswer(): Promise<{ status: string | undefined; text: string }> {
  const [list] = (await CommandLine.json(dataDirectory, "chats")) as [ChatListResult];
  const [chat] = (await CommandLine.json(dataDirectory, "chats", "show", list.chats[0]?.chatId ?? "")) as [ChatGetResult];
  const answer = chat.messages.at(-1);
  return { status: answer?.status, text: (answer?.parts ?? []).map((part) => (part.kind === "text" ? part.text : "")).join("") };
}

test("Ctrl+C stops an answer, and all that was printed is in the history", async () => {
  const chat = new CommandLine(dataDirectory, "chat", "Go on and on", "--model", "fake/fake").closeInput();
  await chat.until(() => chat.output.length > 200);
  chat.interrupt();

  expect(await chat.end()).toBe(130);
  expect(chat.error).toBe("");
  const { status, text } = await lastAnswer();
  expect(status).toBe("cancelled");
  // A last piece may have been kept and not printed any more.
  expect(text.startsWith(chat.output.replace(/\r?\n$/, ""))).toBe(true);
}, 60_000);

test("a pipe that stays open is told on stderr, and Ctrl+C leaves", async () => {
  const chat = new CommandLine(dataDirectory, "chat", "Explain this", "--model", "fake/fake");
  await chat.until(() => chat.error.includes("\n"));
  expect(chat.error).toMatch(/^Waiting for standard input to end.*\/dev\/null.*\n$/);
  chat.interrupt();
  expect(await chat.end()).toBe(130);
  expect(chat.output).toBe("");
}, 60_000);
