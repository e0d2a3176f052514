import { afterEach, beforeEach, expect, test } from "vitest";
import {
  CancellationTokenSource,
  createMessageConnection,
  ErrorCodes,
  ResponseError,
  StreamMessageReader,
  StreamMessageWriter,
  type MessageConnection,
} from "vscode-jsonrpc/node.js";
import { TestHost } from "./support/test-host.js";

interface Delta {
  readonly streamId: string;
  readonly seq: number;
  readonly text: string;
}

let host: TestHost;
let connection: MessageConnection;

beforeEach(() => {
  host = new TestHost();
  connection = createMessageConnection(new StreamMessageReader(host.process.stdout), new StreamMessageWriter(host.process.stdin));
  connection.listen();
});

afterEach(async () => {
  connection.dispose();
  await host[Symbol.asyncDispose]();
});

const words = (count: number): string => Array.from({ length: count }, (_, i) => `${i} `).join("");

async function rejection(promise: Promise<unknown>): Promise<ResponseError<unknown>> {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof ResponseError) return error;
  throw new Error("It was not answered with an error.");
}

test("a request is answered", async () => {
  expect(await connection.sendRequest("test/echo", { text: 'äöü 😀 \u2028 " \\ \n' })).toEqual({ text: 'äöü 😀 \u2028 " \\ \n' });
  expect(await connection.sendRequest("test/progress")).toMatchObject({ sent: 0 });
  const many = Array.from({ length: 500 }, (_, i) => connection.sendRequest("test/echo", { text: `${i}` }));
  expect(await Promise.all(many)).toEqual(many.map((_, i) => ({ text: `${i}` })));
});

test("a large message goes both ways", async () => {
  const text = "x😀".repeat(500_000);
  expect(await connection.sendRequest("test/echo", { text, times: 2 })).toEqual({ text: text + text });
});

test("an error has its code, its message and its data", async () => {
  const error = await rejection(connection.sendRequest("test/fail", { kind: "rpc" }));
  expect([error.code, error.message]).toEqual([-32011, "There is no such thing."]);
  expect(error.data).toEqual({ kind: "notFound", why: "It was removed.", fix: "Choose another.", retryable: true });

  const internal = await rejection(connection.sendRequest("test/fail", { kind: "other" }));
  expect([internal.code, internal.message]).toEqual([ErrorCodes.InternalError, "Internal error"]);
  expect((await rejection(connection.sendRequest("no/such"))).code).toBe(ErrorCodes.MethodNotFound);
  const invalid = await rejection(connection.sendRequest("test/echo", { text: 5 }));
  expect([invalid.code, invalid.message]).toEqual([ErrorCodes.InvalidParams, "The parameter 'text' must be a string."]);
});

test("a cancelled request ends with its error or a partial result", async () => {
  const cancelling = new CancellationTokenSource();
  const without = connection.sendRequest("test/slow", {}, cancelling.token);
  const partial = connection.sendRequest("test/slow", { partial: true }, cancelling.token);
  const answered = connection.sendRequest("test/echo", { text: "x" }, cancelling.token);
  expect(await answered).toEqual({ text: "x" });
  cancelling.cancel();
  expect((await rejection(without)).code).toBe(-32800);
  expect(await partial).toEqual({ text: "partial" });
});

test("a stream comes in order and before its response", async () => {
  const texts = new Map<string, string>();
  const sequences = new Map<string, number>();
  connection.onNotification("test/delta", ({ streamId, seq, text }: Delta) => {
    expect(seq).toBe(sequences.get(streamId) ?? 0);
    sequences.set(streamId, seq + 1);
    texts.set(streamId, (texts.get(streamId) ?? "") + text);
  });
  const count = 20_000;
  const streams = Array.from({ length: 32 }, async (_, i) => {
    expect(await connection.sendRequest("test/stream", { streamId: `${i}`, count })).toEqual({ sent: count, ended: "complete" });
    // All of it was there when the response came.
    expect(texts.get(`${i}`)).toBe(words(count));
  });
  await Promise.all(streams);
});

test("a cancelled stream ends with what it had sent", async () => {
  const cancelling = new CancellationTokenSource();
  let text = "";
  connection.onNotification("test/delta", (delta: Delta) => {
    text += delta.text;
    cancelling.cancel();
  });
  const result = await connection.sendRequest<{ sent: number; ended: string }>(
    "test/stream",
    { streamId: "s", count: 2_000_000_000 },
    cancelling.token,
  );
  expect(result.ended).toBe("cancelled");
  // What was merged but not yet sent when the cancel came is not flushed by this handler.
  expect(words(result.sent + 1).startsWith(text)).toBe(true);
});

test("the server asks the client too", async () => {
  connection.onRequest("test/echo", ({ text }: { text: string }) => ({ text: `client: ${text}` }));
  expect(await connection.sendRequest("test/askBack", { text: "x" })).toEqual({ text: "client: x" });
});

test("exit and a closed stdin end the process with code 0", async () => {
  await connection.sendRequest("test/progress");
  await connection.sendNotification("test/exit");
  expect(await host.exited).toBe(0);

  await using other = new TestHost();
  other.process.stdin.end();
  expect(await other.exited).toBe(0);
});
