// The fake server in a process of its own, so that it shares no thread with the client that is measured.
import { spawn } from "node:child_process";
import path from "node:path";
import readline from "node:readline";
import { root } from "../../../scripts/lib/paths.mjs";

export async function startFakeServer() {
  const child = spawn(process.execPath, [path.join(root, "tests/fixtures/fake-llm/main.mjs")], { stdio: ["pipe", "pipe", "inherit"] });
  const [line] = await readline
    .createInterface({ input: child.stdout })
    [Symbol.asyncIterator]()
    .next()
    .then(({ value }) => [String(value)]);
  const port = /^listening (\d+)$/.exec(line)?.[1];
  if (!port) throw new Error(`The fake server said "${line}".`);
  return {
    /** The base of the OpenAI-compatible API whose replies have these parameters. */
    openAi: (/** @type {string} */ parameters) => `http://127.0.0.1:${port}/~${parameters}/v1`,
    close: () => new Promise((resolve) => (child.once("close", resolve), child.stdin.end())),
  };
}
