import { expect, test } from "vitest";
import { CancellationTokenSource } from "vscode-jsonrpc/node";
import { launchSidecar, LaunchError } from "../../../extension/src/sidecar/launch.js";
import { RpcError, SidecarStoppedError } from "../../../extension/src/sidecar/rpc-error.js";
import { launch, silent } from "./support/launching.js";

test("A process that answers initialize can be asked, and ends in good order", async () => {
  const sidecar = await launch("obeys");
  await expect(sidecar.client.request("chat/search", { query: "sky" })).resolves.toMatchObject({ hits: [] });
  await sidecar.stop();
  await expect(sidecar.ended).resolves.toBe("It ended with code 0.");
});

test("What the process writes to stderr goes to the log", async () => {
  const lines: string[] = [];
  const sidecar = await launch("obeys", undefined, { ...silent, info: (line) => lines.push(line) });
  await sidecar.stop();
  expect(lines).toContain("[sidecar] hello from the process");
});

test("Pending requests are rejected when the process dies, later ones too", async () => {
  const sidecar = await launch("obeys");
  const pending = sidecar.client.request("chat/search", { query: "hang" });
  const deadly = sidecar.client.request("chat/search", { query: "die" });
  await expect(pending).rejects.toBeInstanceOf(SidecarStoppedError);
  await expect(deadly).rejects.toBeInstanceOf(SidecarStoppedError);
  await expect(sidecar.ended).resolves.toBe("It was ended by SIGKILL.");
  await expect(sidecar.client.request("chat/search", { query: "sky" })).rejects.toBeInstanceOf(SidecarStoppedError);
});

test("An error of the process keeps its code and what the user can do", async () => {
  const sidecar = await launch("obeys");
  const error = await sidecar.client.request("chat/search", { query: "fail" }).catch((caught: unknown) => caught);
  expect(error).toBeInstanceOf(RpcError);
  expect(error).toMatchObject({ code: -32030, message: "The disk is full.", data: { kind: "diskFull", retryable: true } });
  await sidecar.stop();
});

test("A cancelled request is still answered, after its notifications", async () => {
  const methods: string[] = [];
  const cancel = new CancellationTokenSource();
  const sidecar = await launch("obeys", (method) => {
    methods.push(method);
    cancel.cancel();
  });
  const result = await sidecar.client.request("chat/send", { chatId: "c", replyId: "r", text: "t" }, cancel.token);
  expect(result).toMatchObject({ stopReason: "cancelled" });
  expect(methods).toEqual(["chat/delta"]);
  await sidecar.stop();
});

test("A refused handshake is told in the process's words and not tried again", async () => {
  const error = await launch("refuses").catch((caught: unknown) => caught);
  expect(error).toBeInstanceOf(LaunchError);
  expect(error).toMatchObject({ message: "The builds do not match.", data: { kind: "contractMismatch" } });
});

test("A process that ends before it answers may be tried again", async () => {
  const error = await launch("exits").catch((caught: unknown) => caught);
  expect(error).not.toBeInstanceOf(LaunchError);
  expect(error).toMatchObject({ message: "It ended with code 3." });
});

test("A file that cannot be run is told at once", async () => {
  const command = { executable: "/nowhere/ai-chat-local", args: [], waitsForDebugger: false };
  const options = { env: {}, clientVersion: "1", locale: "en", dataDirectory: undefined, onNotification: () => undefined, log: silent };
  const error = await launchSidecar({ ...options, command }).catch((caught: unknown) => caught);
  expect(error).toBeInstanceOf(LaunchError);
  expect(error).toMatchObject({ data: { kind: "sidecarNotStarted" } });
});

test("A process that does not listen is ended by force", async () => {
  const sidecar = await launch("deaf");
  await sidecar.stop();
  await expect(sidecar.ended).resolves.toBe("It was ended by SIGKILL.");
});
