import { expect, test } from "vitest";
import { createMessageConnection, StreamMessageReader, StreamMessageWriter } from "vscode-jsonrpc/node.js";
import { framed, TestHost } from "./support/test-host.js";

const count = 2_000_000;

test("a flood into a reader that has paused waits, loses nothing and takes no memory", async () => {
  await using host = new TestHost();
  const waits = host.waits();
  // Nobody reads stdout yet.
  host.write(framed(JSON.stringify({ jsonrpc: "2.0", id: "before", method: "test/progress" })));
  host.write(framed(JSON.stringify({ jsonrpc: "2.0", id: "flood", method: "test/stream", params: { streamId: "s", count } })));
  const sent = await waits;
  expect(sent).toBeGreaterThan(1000);
  expect(sent).toBeLessThan(count / 2);
  host.write(framed(JSON.stringify({ jsonrpc: "2.0", id: "stuck", method: "test/progress" })));

  const connection = createMessageConnection(new StreamMessageReader(host.process.stdout), new StreamMessageWriter(host.process.stdin));
  const texts: string[] = [];
  const finished = new Promise<void>((resolve, reject) => {
    connection.onNotification("test/delta", (delta: { seq: number; text: string }) => {
      if (delta.seq !== texts.length) reject(new Error(`${delta.seq} came after ${texts.length - 1}`));
      texts.push(delta.text);
      if (delta.text.endsWith(` ${count - 1} `)) resolve();
    });
  });
  connection.listen();
  await finished;
  const text = texts.join("");
  let expected = 0;
  for (let at = 0; at < text.length; expected++) {
    const word = `${expected} `;
    if (!text.startsWith(word, at)) throw new Error(`${text.slice(at, at + 20)} came instead of ${word}`);
    at += word.length;
  }
  expect(expected).toBe(count);
  const { residentBytes } = await connection.sendRequest<{ residentBytes: number }>("test/progress");
  expect(residentBytes).toBeLessThan(150 * 1024 * 1024);
  connection.dispose();
});
