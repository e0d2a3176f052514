import { spawn, type ChildProcessWithoutNullStreams } from "node:child_process";
import { once } from "node:events";
import { createMessageConnection, StreamMessageReader, StreamMessageWriter, type MessageConnection } from "vscode-jsonrpc/node";
import { sidecarPath } from "../../../scripts/lib/paths.mjs";
import { contractHash, type RpcRequests, type ServerNotifications } from "../../../shared-protocol/generated/protocol.js";

/** The published sidecar as a child process, spoken to by the stock JSON-RPC client. */
export class Sidecar {
  readonly connection: MessageConnection;
  /** What it wrote to stderr. */
  log = "";
  private readonly ended: Promise<unknown>;

  private constructor(readonly process: ChildProcessWithoutNullStreams) {
    this.connection = createMessageConnection(new StreamMessageReader(process.stdout), new StreamMessageWriter(process.stdin));
    // A killed process breaks its pipes; what is lost with it shows as a request without an answer.
    this.connection.onError(() => undefined);
    process.stdin.on("error", () => undefined);
    process.stderr.on("data", (data) => (this.log += String(data)));
    this.ended = once(process, "exit");
    this.connection.listen();
  }

  /** @param before is what runs it, such as a tracer with its arguments */
  static async start(
    dataDirectory: string,
    env: Record<string, string> = {},
    before: readonly string[] = [],
    locale?: string,
  ): Promise<Sidecar> {
    const line: string[] = [...before, sidecarPath(), "--stdio", "--data-dir", dataDirectory];
    const child = spawn(line[0] ?? "", line.slice(1), {
      env: { ...process.env, AI_CHAT_LOCAL_PROBE: "none", ...env },
    });
    const sidecar = new Sidecar(child);
    await sidecar.request("initialize", {
      clientName: "tests",
      clientVersion: "1",
      contractHash,
      ...(locale === undefined ? {} : { locale }),
    });
    return sidecar;
  }

  request<M extends keyof RpcRequests>(method: M, params: RpcRequests[M]["params"]): Promise<RpcRequests[M]["result"]> {
    return this.connection.sendRequest(method, params);
  }

  on<M extends keyof ServerNotifications>(method: M, listener: (params: ServerNotifications[M]) => void): void {
    this.connection.onNotification(method, listener);
  }

  /** Ends it as an editor does. Returns the exit code. */
  async stop(): Promise<number | null> {
    await this.request("shutdown", {});
    await this.connection.sendNotification("exit", {});
    await this.ended;
    return this.process.exitCode;
  }

  /** `kill -9`. */
  async kill(): Promise<void> {
    this.process.kill("SIGKILL");
    await this.ended;
    this.connection.dispose();
  }
}
