import { spawn, type ChildProcessByStdio } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import type { Readable, Writable } from "node:stream";

const assembly = path.resolve(import.meta.dirname, "../../server/AiChatLocal.Rpc.TestHost/bin/Debug/net10.0/AiChatLocal.Rpc.TestHost.dll");

/** A real process that answers the test methods on its standard streams. */
export class TestHost {
  readonly process: ChildProcessByStdio<Writable, Readable, Readable>;
  /** The exit code, or the signal that ended it. */
  readonly exited: Promise<number | NodeJS.Signals | null>;

  constructor(...args: string[]) {
    if (!existsSync(assembly)) throw new Error(`${assembly} is missing: run "dotnet build" first.`);
    this.process = spawn("dotnet", [assembly, ...args], { stdio: ["pipe", "pipe", "pipe"] });
    this.exited = new Promise((resolve, reject) => {
      this.process.once("error", reject);
      this.process.once("close", (code, signal) => resolve(code ?? signal));
    });
    // A host that has ended on purpose leaves writes behind that nobody takes.
    this.process.stdin.on("error", () => undefined);
  }

  write(bytes: string | Uint8Array): void {
    this.process.stdin.write(bytes);
  }

  /** Resolves with how many items the stream had sent when it first waited for its reader. */
  waits(): Promise<number> {
    let said = "";
    return new Promise((resolve) => {
      this.process.stderr.on("data", (chunk: Buffer) => {
        said += chunk.toString();
        const match = /waits after (\d+)\n/.exec(said);
        if (match) resolve(Number(match[1]));
      });
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.process.kill("SIGKILL");
    await this.exited;
  }
}

/** A message as the Language Server Protocol frames it. */
export function framed(body: string | Uint8Array): Buffer {
  const bytes = Buffer.from(body);
  return Buffer.concat([Buffer.from(`Content-Length: ${bytes.length}\r\n\r\n`), bytes]);
}
