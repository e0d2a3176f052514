import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { CancellationTokenSource } from "vscode-jsonrpc/node";
import type { ChatReplyResult } from "../../shared-protocol/generated/protocol.js";
import { startFakeServer, type FakeServer } from "./support/fake-server.js";
import { Sidecar } from "./support/sidecar.js";

let server: FakeServer;
let dataDirectory: string;

beforeAll(async () => {
  server = await startFakeServer();
  dataDirectory = mkdtempSync(path.join(tmpdir(), "acl-early-"));
});

afterAll(async () => {
  await server.stop();
  rmSync(dataDirectory, { recursive: true, force: true });
});

test("a question that is stopped before it leaves ends as stopped, is kept, and its chat goes on", async () => {
  const sidecar = await Sidecar.start(dataDirectory);
  await sidecar.request("providers/add", {
    ...{ kind: "openai-compatible", name: "fake" },
    baseUrl: server.baseUrl({ tokens: 100_000, interval: 2 }),
  });
  const { chatId } = await sidecar.request("chat/create", { model: "fake/fake" });
  const stopped = new CancellationTokenSource();
  const { token } = stopped;
  stopped.cancel();
  const early = { chatId, replyId: "r1", text: "Too early?" };
  const result: ChatReplyResult = await sidecar.connection.sendRequest("chat/send", early, token);
  expect(result.stopReason).toBe("cancelled");
  const { messages } = await sidecar.request("chat/get", { chatId });
  expect(messages.map(({ role, status }) => `${role} ${status}`)).toEqual(["user complete", "assistant cancelled"]);

  const again = new CancellationTokenSource();
  sidecar.on("chat/delta", () => {
    again.cancel();
  });
  const next: ChatReplyResult = await sidecar.connection.sendRequest("chat/send", { chatId, replyId: "r2", text: "Now?" }, again.token);
  expect(next.stopReason).toBe("cancelled");
  expect((await sidecar.request("chat/get", { chatId })).messages).toHaveLength(4);
  await sidecar.stop();
});
