import { spawn, type ChildProcessWithoutNullStreams } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import { createMessageConnection, StreamMessageReader, StreamMessageWriter, type MessageConnection } from "vscode-jsonrpc/node";
import {
  contractHash,
  type EngineDelta,
  type EngineGenerateParams,
  type EngineProgress,
  type RpcRequests,
} from "../../../shared-protocol/generated/protocol";

const root = path.resolve(import.meta.dirname, "../../..");
export const engineFile = path.join(root, "dist", "engine", "engine.mjs");

/** A tiny model of stories; it is no part of the repository, and tests that need it are skipped where it is absent. */
export const testModel = [
  process.env["AI_CHAT_LOCAL_TEST_MODEL"],
  path.join(root, "../shared/models/stories260K-ctx4096.gguf"),
  path.join(root, "../../shared/models/stories260K-ctx4096.gguf"),
].find((file) => file !== undefined && existsSync(file));

type EngineMethod = Extract<keyof RpcRequests, `engine/${string}`>;

/** A real engine process, and what it said. */
export class EngineProcess {
  readonly deltas: EngineDelta[] = [];
  readonly progress: EngineProgress[] = [];
  readonly exited: Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
  log = "";
  #onDelta: ((delta: EngineDelta) => void) | undefined;
  #onProgress: ((progress: EngineProgress) => void) | undefined;

  private constructor(
    readonly child: ChildProcessWithoutNullStreams,
    readonly connection: MessageConnection,
  ) {
    this.exited = new Promise((resolve) => child.once("exit", (code, signal) => resolve({ code, signal })));
    child.stderr.on("data", (data: Buffer) => (this.log += data.toString()));
    // What is still asked then fails at once, with the process's last words in `log`.
    child.once("close", () => connection.dispose());
    child.stdin.on("error", () => undefined);
    connection.onNotification("engine/delta", (delta: EngineDelta) => {
      this.deltas.push(delta);
      this.#onDelta?.(delta);
    });
    connection.onNotification("engine/progress", (progress: EngineProgress) => {
      this.progress.push(progress);
      this.#onProgress?.(progress);
    });
    connection.onError(() => undefined);
    connection.listen();
  }

  static spawn(env: Record<string, string> = {}, file = engineFile): EngineProcess {
    const child = spawn(process.execPath, [file], { env: { ...process.env, ...env }, stdio: "pipe" });
    return new EngineProcess(child, createMessageConnection(new StreamMessageReader(child.stdout), new StreamMessageWriter(child.stdin)));
  }

  static async start(env: Record<string, string> = {}, file = engineFile, locale?: string): Promise<EngineProcess> {
    const engine = EngineProcess.spawn(env, file);
    await engine.request("engine/initialize", { contractHash, locale });
    return engine;
  }

  request<M extends EngineMethod>(method: M, params: RpcRequests[M]["params"]): Promise<RpcRequests[M]["result"]> {
    return this.connection.sendRequest(method, params);
  }

  generate(params: Partial<EngineGenerateParams> & { text?: string }): Promise<RpcRequests["engine/generate"]["result"]> {
    return this.request("engine/generate", toParams(params));
  }

  textOf(replyId: string): string {
    const parts = this.deltas.filter((delta) => delta.replyId === replyId).flatMap((delta) => delta.parts);
    return parts.map((part) => ("text" in part ? part.text : "")).join("");
  }

  nextDelta(replyId: string): Promise<EngineDelta> {
    return new Promise((resolve) => (this.#onDelta = (delta) => delta.replyId === replyId && resolve(delta)));
  }

  progressOf(replyId: string, phase: EngineProgress["phase"]): Promise<EngineProgress> {
    return new Promise((resolve) => (this.#onProgress = (told) => told.replyId === replyId && told.phase === phase && resolve(told)));
  }

  async stop(): Promise<void> {
    this.child.kill("SIGKILL");
    await this.exited;
  }
}

/** The parameters of a short reply of the test model. */
export function toParams({ text = "Once upon a time", ...rest }: Partial<EngineGenerateParams> & { text?: string }): EngineGenerateParams {
  return {
    replyId: "r1",
    modelPath: testModel ?? "",
    messages: [{ role: "user", text }],
    sampling: { maxTokens: 20, seed: 1 },
    threads: 1,
    ...rest,
  };
}
