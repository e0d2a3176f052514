// The C# programs of the benchmarks: built in Release, outside the product's solution.
import { spawn } from "node:child_process";
import path from "node:path";
import readline from "node:readline";
import { root } from "../../../scripts/lib/paths.mjs";
import { run } from "../../../scripts/lib/steps.mjs";

/** @returns {Promise<string>} The built program. */
export async function buildTool(name) {
  const folder = path.join(root, "tests", "benchmarks", name);
  await run("dotnet", ["build", folder, "-c", "Release", "-v", "quiet"]);
  return path.join(folder, "bin", "Release", "net10.0", `${name}.dll`);
}

/** A program that answers each line of JSON with a line of JSON. @param {string} dll @param {string[]} args */
export function startLineTool(dll, args = []) {
  const child = spawn("dotnet", [dll, ...args], { stdio: ["pipe", "pipe", "inherit"] });
  const lines = readline.createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    pid: /** @type {number} */ (child.pid),
    async ask(/** @type {object} */ work) {
      child.stdin.write(`${JSON.stringify(work)}\n`);
      const { value, done } = await lines.next();
      if (done) throw new Error(`${path.basename(dll)} ended with code ${child.exitCode}.`);
      return JSON.parse(value);
    },
    close: () => new Promise((resolve) => (child.once("close", resolve), child.stdin.end())),
  };
}
