import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { root } from "./paths.mjs";
import { run, StepFailed } from "./steps.mjs";

const bin = (name) => path.join(root, "node_modules", ".bin", name);

/** What the test runners counted, over the whole gate. */
export const counts = { passed: 0, failed: 0, skipped: 0 };

/** The names of the tests that failed, over the whole gate. @type {string[]} */
export const failedTests = [];

function count(passed, failed, skipped) {
  counts.passed += passed;
  counts.failed += failed;
  counts.skipped += skipped;
  return `${passed} passed${skipped ? `, ${skipped} skipped` : ""}`;
}

export const generatedCurrent = () => run("dotnet", ["run", "--project", "shared-protocol/generator", "-v", "quiet", "--", "--check"]);

export const formatted = async () => {
  await run(bin("prettier"), ["--check", "."]);
  await run("dotnet", ["format", "whitespace", "--folder", "--verify-no-changes", "--exclude", "node_modules", ".cache", "dist"]);
};

export const linted = () => run(bin("eslint"), ["--max-warnings=0", "."]);

const typeScriptProjects = ["extension", "extension/webviews", "server/engine", "tests"];

export async function typesCorrect() {
  for (const project of typeScriptProjects) await run(bin("tsc"), ["--noEmit", "-p", project]);
}

export async function solutionBuilds() {
  await run("dotnet", ["build", "AiChatLocal.sln", "-v", "quiet"]);
}

/** Runs the C# tests of every project; the counts come from the runner's summary. */
export async function dotnetTests() {
  const output = await run("dotnet", ["test", "--solution", "AiChatLocal.sln", "--no-build", "--no-ansi", "--no-progress"], {
    allowFailure: true,
  });
  const figure = (name) => Number(new RegExp(`^\\s*${name}: (\\d+)`, "m").exec(output)?.[1] ?? Number.NaN);
  const [total, failed, skipped] = [figure("total"), figure("failed"), figure("skipped")];
  if (!(total > 0)) throw new StepFailed(`The C# tests did not run.\n${output}`);
  const said = count(total - failed - skipped, failed, skipped);
  failedTests.push(...Array.from(output.matchAll(/^failed (.+?) \(\d[^)]*\)/gm), ([, name]) => name));
  if (failed > 0 || /^Test run summary: (?!Passed)/m.test(output)) throw new StepFailed(output);
  return said;
}

/** Runs Vitest with one of the configurations of `tests/`; the counts come from its JSON report. */
export async function vitest(config) {
  const folder = mkdtempSync(path.join(tmpdir(), "vitest-"));
  const report = path.join(folder, "report.json");
  const output = await run(
    bin("vitest"),
    ["run", "--config", config, "--reporter=default", "--reporter=json", `--outputFile.json=${report}`, "--no-color"],
    { allowFailure: true },
  );
  if (!existsSync(report)) throw new StepFailed(`Vitest did not run.\n${output}`);
  const { success, numPassedTests, numFailedTests, numPendingTests, numTodoTests, testResults } = JSON.parse(readFileSync(report, "utf8"));
  rmSync(folder, { recursive: true });
  const said = count(numPassedTests, numFailedTests, numPendingTests + numTodoTests);
  for (const { name, assertionResults } of testResults)
    for (const { status, fullName } of assertionResults) if (status === "failed") failedTests.push(`${path.basename(name)}: ${fullName}`);
  if (!success || numPassedTests === 0) throw new StepFailed(output);
  return said;
}
