// npm test: installs what it needs, then checks everything. The last line says how many tests passed and failed.
import { parseArgs } from "node:util";
import { buildSteps } from "./lib/build.mjs";
import * as checks from "./lib/checks.mjs";
import { checkTools, installBrowser, installPackages } from "./lib/install.mjs";
import { doSteps, main, StepFailed } from "./lib/steps.mjs";
import { installWorkbench } from "./workbench/install.mjs";

const { values: options } = parseArgs({ options: { "no-e2e": { type: "boolean", default: false } } });

const failures = [];

/** A check that failed does not keep the ones after it from running. */
const check = (name, action) => ({
  name,
  action: async () => {
    try {
      return (await action()) || "ok";
    } catch (error) {
      if (!(error instanceof StepFailed)) throw error;
      failures.push({ name, message: error.message });
      return "FAILED";
    }
  },
});

/** What the end-to-end tests need: most of it is waiting for downloads, which go on beside those of the packages. */
let browser;
let workbench;

async function install() {
  if (!options["no-e2e"]) [browser, workbench] = [installBrowser(), installWorkbench()];
  const ended = Promise.allSettled([browser, workbench]);
  try {
    return await installPackages();
  } finally {
    // Nothing is broken off in the middle of an installation, also when this one failed.
    await ended;
  }
}

await main(async () => {
  await doSteps([
    { name: "Check the tools", action: checkTools },
    { name: "Install npm packages", fix: "check that the npm registry can be reached.", action: install },
    check("Generated files are current", checks.generatedCurrent),
    check("Format", checks.formatted),
    check("Lint", checks.linted),
    check("Types", checks.typesCorrect),
    { name: "Build the solution", action: checks.solutionBuilds },
    check("C# tests", checks.dotnetTests),
    ...buildSteps,
    check("TypeScript tests", () => checks.vitest("tests/vitest.config.ts")),
    ...(options["no-e2e"]
      ? []
      : [
          { name: "Install Chromium", action: () => browser },
          { name: "Install the web workbench", fix: "check that the npm registry can be reached.", action: () => workbench },
          check("End-to-end tests", () => checks.vitest("tests/e2e/vitest.config.ts")),
        ]),
  ]);
  for (const { name, message } of failures) console.error(`\n── ${name} failed ──\n${message}`);
  if (checks.failedTests.length > 0) console.error(`\nFailed:\n${checks.failedTests.map((name) => `  ${name}`).join("\n")}`);
  const { passed, failed, skipped } = checks.counts;
  // A check that is no test, such as the format, counts as one failure.
  const all = Math.max(failed, failures.length);
  console.log(`\n${passed} passed, ${all} failed${skipped ? `, ${skipped} skipped` : ""}`);
  if (all > 0) process.exitCode = 1;
});
