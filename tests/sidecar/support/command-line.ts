import { spawn, type ChildProcessWithoutNullStreams } from "node:child_process";
import { once } from "node:events";
import { sidecarPath } from "../../../scripts/lib/paths.mjs";

/** One run of the published command line. */
export class CommandLine {
  output = "";
  error = "";
  private readonly ended: Promise<unknown>;
  private readonly process: ChildProcessWithoutNullStreams;
  private look: () => void = () => undefined;

  constructor(dataDirectory: string, ...args: string[]) {
    this.process = spawn(sidecarPath(), [...args, "--data-dir", dataDirectory], { env: { ...process.env, AI_CHAT_LOCAL_PROBE: "none" } });
    this.ended = once(this.process, "close");
    this.process.stdout.on("data", (data) => {
      this.output += String(data);
      this.look();
    });
    this.process.stderr.on("data", (data) => {
      this.error += String(data);
      this.look();
    });
  }

  /** Ends what is piped in. */
  closeInput(): this {
    this.process.stdin.end();
    return this;
  }

  /** Returns as soon as what it wrote satisfies this. */
  async until(satisfied: () => boolean): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.look = () => {
        if (satisfied()) resolve();
      };
      void this.ended.then(() => {
        reject(new Error(`It ended before: ${this.output}${this.error}`));
      });
      this.look();
    });
  }

  /** Ctrl+C. */
  interrupt(): void {
    this.process.kill("SIGINT");
  }

  /** Waits for its end. Returns the exit code. */
  async end(): Promise<number | null> {
    await this.ended;
    return this.process.exitCode;
  }

  /** Runs to the end and returns what it wrote, as `--json` lines. */
  static async json(dataDirectory: string, ...args: string[]): Promise<unknown[]> {
    const run = new CommandLine(dataDirectory, ...args, "--json").closeInput();
    const code = await run.end();
    if (code !== 0) throw new Error(`${args.join(" ")} ended with ${String(code)}: ${run.output}${run.error}`);
    return run.output
      .split("\n")
      .filter((line) => line !== "")
      .map((line): unknown => JSON.parse(line));
  }
}
