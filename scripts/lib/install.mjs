import { unlessFresh } from "./fresh.mjs";
import { onPath, root } from "./paths.mjs";
import { run, StepFailed } from "./steps.mjs";

/** Checks what a user has to bring, and says what is missing before anything else fails on it. */
export async function checkTools() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    throw new StepFailed(`Node ${process.versions.node} is too old: Node 20.19 or newer is needed.`);
  }
  if (!onPath("dotnet")) throw new StepFailed("The .NET SDK is missing: `dotnet` is not on the PATH. Install the .NET 10 SDK.");
  const sdk = (await run("dotnet", ["--version"])).trim();
  if (Number(sdk.split(".")[0]) < 10) throw new StepFailed(`The .NET SDK ${sdk} is too old: version 10 is needed.`);
  return `.NET SDK ${sdk}, Node ${process.versions.node}`;
}

export const installPackages = () =>
  unlessFresh(
    {
      name: "packages",
      inputs: ["package-lock.json", "package.json", "extension/package.json", "server/engine/package.json"],
      output: "node_modules",
    },
    () =>
      // Install scripts are left out: each package that is used here ships its binaries inside.
      run("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"], { cwd: root }),
  );

/** Chromium without windows: in the tests it needs a sixth less of the processor. */
const headless = "chromium-headless-shell";
const browsers = [headless, "chromium", "chromium-browser", "google-chrome", "chrome"];

/** Path of a Chromium that the tests may drive. */
export const findBrowser = () => process.env.CHROMIUM ?? browsers.map(onPath).find(Boolean);

/** Debian's headless Chromium, installed where this process may install it; else any other does. */
export async function installBrowser() {
  if (process.env.CHROMIUM || onPath(headless)) return "up to date";
  if (onPath("apt-get") && process.getuid?.() === 0) {
    try {
      return await aptInstall(headless, "fonts-dejavu-core");
    } catch (error) {
      if (!findBrowser()) throw error;
    }
  }
  if (findBrowser()) return `up to date: ${findBrowser()}`;
  throw new StepFailed(
    `No Chromium was found. Install it (on Debian: \`apt-get install ${headless}\`), or name one in the variable CHROMIUM.`,
  );
}

async function aptInstall(...packages) {
  const env = { DEBIAN_FRONTEND: "noninteractive" };
  await run("apt-get", ["update", "-qq"], { env });
  await run("apt-get", ["install", "-y", "-qq", "--no-install-recommends", ...packages], { env });
}
