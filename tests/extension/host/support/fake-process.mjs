// A small process that speaks JSON-RPC as the sidecar does. The first argument says how it behaves.
import { createRequire } from "node:module";

const rpc = createRequire(import.meta.url)("vscode-jsonrpc/node");
const behaviour = process.argv[2];

if (behaviour === "exits") process.exit(3);

const connection = rpc.createMessageConnection(new rpc.StreamMessageReader(process.stdin), new rpc.StreamMessageWriter(process.stdout));
let shutDown = false;

connection.onRequest("initialize", (params) => {
  if (behaviour === "refuses") {
    return new rpc.ResponseError(-32010, "The builds do not match.", { kind: "contractMismatch", why: "w", fix: "f", retryable: false });
  }
  process.stderr.write("hello from the process\n");
  const capabilities = { providerKinds: [], maxFrameBytes: 1 };
  return { serverName: "fake", serverVersion: "1", contractHash: params.contractHash, dataDirectory: params.dataDirectory, capabilities };
});
connection.onRequest("chat/search", ({ query }) => {
  if (query === "die") process.kill(process.pid, "SIGKILL");
  if (query === "hang") return new Promise(() => undefined);
  if (query === "fail") return new rpc.ResponseError(-32030, "The disk is full.", { kind: "diskFull", retryable: true });
  if (query === "notify") void connection.sendNotification("chat/changed", { chatId: "c1" });
  return { hits: [], pid: process.pid };
});
connection.onRequest("chat/send", (_params, token) => {
  void connection.sendNotification("chat/delta", { replyId: "r", seq: 0, parts: [] });
  return new Promise((resolve) => token.onCancellationRequested(() => resolve({ stopReason: "cancelled" })));
});
connection.onRequest("shutdown", () => {
  if (behaviour === "deaf") return new Promise(() => undefined);
  shutDown = true;
  return {};
});
connection.onNotification("exit", () => process.exit(shutDown ? 0 : 1));
if (behaviour === "deaf") setInterval(() => undefined, 1000);
else connection.onClose(() => process.exit(0));
connection.listen();
