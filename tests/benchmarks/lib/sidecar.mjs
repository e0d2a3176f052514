// The published sidecar as an editor uses it: over stdio, read by the stock vscode-jsonrpc.
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import rpc from "vscode-jsonrpc/node.js";
import { sidecarPath } from "../../../scripts/lib/paths.mjs";
import { StepFailed } from "../../../scripts/lib/steps.mjs";

export function sidecarProgram() {
  const program = process.env.AICHATLOCAL_SERVER_PATH ?? sidecarPath();
  if (!existsSync(program)) throw new StepFailed(`There is no ${program}. Run \`npm run build\` first.`);
  return program;
}

/** A data directory that is deleted at the end. */
export function temporaryDirectory() {
  const folder = mkdtempSync(path.join(tmpdir(), "ai-chat-local-bench-"));
  return { folder, delete: () => rmSync(folder, { recursive: true, force: true }) };
}

/**
 * @param {string} dataDirectory
 * @param {{ through?: (stdout: import("node:stream").Readable) => import("node:stream").Readable }} [options]
 */
export async function startSidecar(dataDirectory, { through = (stdout) => stdout } = {}) {
  const spawnedAt = performance.now();
  const child = spawn(sidecarProgram(), ["--stdio", "--data-dir", dataDirectory], { stdio: ["pipe", "pipe", "ignore"] });
  const connection = rpc.createMessageConnection(
    new rpc.StreamMessageReader(through(child.stdout)),
    new rpc.StreamMessageWriter(child.stdin),
  );
  /** @type {Map<string, (delta: { parts: { kind: string, text?: string }[] }) => void>} */
  const readers = new Map();
  connection.onNotification("chat/delta", (delta) => readers.get(delta.replyId)?.(delta));
  connection.listen();
  const ended = new Promise((resolve) => child.once("close", resolve));
  // Requests that no one will answer any more are rejected.
  void ended.then(() => connection.dispose());
  await connection.sendRequest("initialize", { clientName: "benchmark", clientVersion: "1.0.0" });
  const initializedMs = performance.now() - spawnedAt;

  return {
    pid: /** @type {number} */ (child.pid),
    initializedMs,
    /** @type {(method: string, params: object) => Promise<any>} */
    request: (method, params) => connection.sendRequest(method, params),
    /** Adds a provider that answers as the fake server with these parameters; gives the model's name. */
    async addFake(/** @type {string} */ name, /** @type {string} */ baseUrl) {
      await connection.sendRequest("providers/add", { kind: "openai-compatible", name, baseUrl });
      return `${name}/fake`;
    },
    /** Asks in a new chat; calls back with each piece of text. */
    async ask(/** @type {string} */ model, /** @type {(text: string) => void} */ onText) {
      return this.send((await connection.sendRequest("chat/create", { model })).chatId, onText);
    },
    /** Asks in a chat; calls back with each piece of text. */
    async send(/** @type {string} */ chatId, /** @type {(text: string) => void} */ onText) {
      const replyId = crypto.randomUUID();
      readers.set(replyId, ({ parts }) => {
        for (const part of parts) onText(part.text ?? "");
      });
      try {
        return await connection.sendRequest("chat/send", { chatId, replyId, text: "hi" });
      } finally {
        readers.delete(replyId);
      }
    },
    async close() {
      await connection.sendRequest("shutdown", {});
      await connection.sendNotification("exit", {});
      await ended;
    },
  };
}
