// The embedded engine: a child process of the sidecar. stdin and stdout carry JSON-RPC frames, stderr carries the log.
import { Console } from "node:console";
import { createMessageConnection, StreamMessageReader, StreamMessageWriter } from "vscode-jsonrpc/node";
import { Engine } from "./engine";
import { whenParentIsGone } from "./wire/parent";
import { wordsOf } from "./wire/failure";

const defaultIdleMs = 5 * 60 * 1000;

// Whatever a package prints goes to stderr: one stray word on stdout would break a frame.
globalThis.console = new Console(process.stderr, process.stderr);

const log = (line: string) => process.stderr.write(`${line}\n`);

const connection = createMessageConnection(new StreamMessageReader(process.stdin), new StreamMessageWriter(process.stdout));
// Behind a broken frame nothing is where it should be: the sidecar starts another engine.
connection.onError(([error]) => {
  log(`A message could not be read or written: ${error.message}`);
  process.exit(1);
});
const engine = new Engine(connection, Number(process.env["AI_CHAT_LOCAL_ENGINE_IDLE_MS"] ?? defaultIdleMs) || defaultIdleMs);

// Nobody wants an answer any more; a normal exit would wait for what llama.cpp is computing.
whenParentIsGone(() => (engine.busy ? process.kill(process.pid, "SIGKILL") : process.exit(0)));
// Ctrl+C in a terminal reaches the whole group of processes: the sidecar cancels what runs here, and ends this process when it likes.
process.on("SIGINT", () => undefined);
process.on("unhandledRejection", (error) => log(`An error was not handled: ${wordsOf(error)}`));
connection.listen();
