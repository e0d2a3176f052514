import { cpSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import path from "node:path";
import { extension, rid, root, sidecarFolder } from "./paths.mjs";
import { run } from "./steps.mjs";

/** .NET's runtime identifiers, VS Code's target platforms and node-llama-cpp's names for the same machines. */
export const targets = {
  "linux-x64": { vscode: "linux-x64", engine: "linux-x64" },
  "linux-arm64": { vscode: "linux-arm64", engine: "linux-arm64" },
  "win-x64": { vscode: "win32-x64", engine: "win-x64" },
  "osx-arm64": { vscode: "darwin-arm64", engine: "mac-arm64-metal" },
  "osx-x64": { vscode: "darwin-x64", engine: "mac-x64" },
};

const words = readdirSync(extension).filter((name) => /^package\.nls\b.*\.json$/.test(name));
const files = ["package.json", ...words, "l10n", "README.md", "CHANGELOG.md", "LICENSE", "media", "dist"];

/** Packs what was built for a platform into a .vsix. @returns {Promise<string>} its absolute path */
export async function pack(forRid = rid) {
  const target = targets[forRid];
  const stage = path.join(root, "dist", "vsix", forRid);
  rmSync(stage, { recursive: true, force: true });
  mkdirSync(stage, { recursive: true });
  for (const name of files) cpSync(path.join(name === "LICENSE" ? root : extension, name), path.join(stage, name), { recursive: true });
  cpSync(sidecarFolder(forRid), path.join(stage, "sidecar", forRid), { recursive: true, filter: (file) => !file.endsWith(".pdb") });
  await run(process.execPath, ["server/engine/build.mjs", "--platform", target.engine, "--out", path.join(stage, "engine")]);
  const out = path.join(root, "dist", `ai-chat-local-${target.vscode}.vsix`);
  await run(
    path.join(root, "node_modules", ".bin", "vsce"),
    ["package", "--no-dependencies", "--target", target.vscode, "--allow-missing-repository", "--no-update-package-json", "-o", out],
    { cwd: stage, env: { VSCE_DISABLE_UPDATE_CHECK: "1" } },
  );
  return out;
}
