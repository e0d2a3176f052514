import { spawn } from "node:child_process";
import { root } from "./paths.mjs";

/** A step that failed in a way that its message explains; shown without a stack trace. */
export class StepFailed extends Error {}

const interactive = process.stdout.isTTY === true;
const running = new Set();

/** Ends every program that a step still runs, with what it started. */
export function killRunning(signal = "SIGTERM") {
  for (const child of running) {
    try {
      process.kill(process.platform === "win32" ? child.pid : -child.pid, signal);
    } catch {
      // It ended by itself in between.
    }
  }
}

/**
 * Runs a program to its end, quietly: what it printed is shown only when it fails, or as it comes with `show`.
 * @returns {Promise<string>} what it printed
 */
export function run(program, args, { cwd = root, env = {}, show = false, allowFailure = false } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd,
      env: { ...process.env, DOTNET_CLI_TELEMETRY_OPTOUT: "1", DOTNET_NOLOGO: "1", ...env },
      stdio: show ? ["ignore", "inherit", "inherit"] : ["ignore", "pipe", "pipe"],
      detached: process.platform !== "win32",
      shell: process.platform === "win32",
    });
    running.add(child);
    let output = "";
    child.stdout?.on("data", (data) => (output += data));
    child.stderr?.on("data", (data) => (output += data));
    child.on("error", (error) => {
      running.delete(child);
      reject(new StepFailed(`${program} could not be started: ${error.message}`));
    });
    child.on("close", (code, signal) => {
      running.delete(child);
      if (code === 0 || allowFailure) return resolve(output);
      reject(new StepFailed(`${program} ${args.join(" ")}\nended with ${signal ?? `code ${code}`}.\n${output.trimEnd()}`));
    });
  });
}

/**
 * Does named steps one after the other and prints a line for each.
 * A step's function returns a word on what it did, `undefined`, or `"skipped"` words of its own.
 */
export async function doSteps(steps) {
  for (const [index, { name, fix, action }] of steps.entries()) {
    const label = `[${index + 1}/${steps.length}] ${name}`;
    const started = performance.now();
    if (interactive) process.stdout.write(`${label} …`);
    else console.log(`${label} …`);
    let said;
    try {
      said = await action();
    } catch (error) {
      console.error(`\n${label} failed.\n\n${error instanceof StepFailed ? error.message : (error.stack ?? error)}`);
      if (fix) console.error(`\nWhat to do: ${fix}`);
      throw new StepFailed(`${name} failed`, { cause: error });
    }
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    const line = `${label}: ${said ?? "done"} (${seconds} s)`;
    console.log(interactive ? `\r\u001b[2K${line}` : line);
  }
}

/** Ends the process with code 1 when a step failed; lets other errors surface. */
export async function main(action) {
  for (const signal of ["SIGINT", "SIGTERM"]) {
    process.once(signal, () => {
      killRunning();
      process.exit(signal === "SIGINT" ? 130 : 143);
    });
  }
  try {
    await action();
  } catch (error) {
    killRunning();
    if (!(error instanceof StepFailed)) console.error(error);
    else if (!error.cause) console.error(error.message);
    process.exit(1);
  }
}
