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
  const post = async (/** @type {string} */ name, /** @type {object} */ body) => {
    await fetch(`http://127.0.0.1:${port}/${name}`, { method: "POST", body: JSON.stringify(body) });
  };
  return {
    /** The base of the OpenAI-compatible API whose replies have these parameters. */
    openAi: (/** @type {string} */ parameters) => `http://127.0.0.1:${port}/~${parameters}/v1`,
    /** The base of the OpenAI-compatible API; its replies are as `set` said last. */
    base: `http://127.0.0.1:${port}/v1`,
    set: (/** @type {object} */ parameters) => post("_set", parameters),
    /** What was asked since `forget`. @returns {Promise<{ path: string, tokens: number, sentAt?: number }[]>} */
    asked: async () => (await fetch(`http://127.0.0.1:${port}/_log`)).json(),
    forget: () => post("_reset", {}),
    close: () => new Promise((resolve) => (child.once("close", resolve), child.stdin.end())),
  };
}
