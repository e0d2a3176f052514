// npm run package [-- rid …]: a .vsix for each platform whose runtime pack restores; this machine's by default.
import { cpSync, mkdirSync, rmSync } from "node:fs";
import path from "node:path";
import { buildExtension, buildSidecar } from "./lib/build.mjs";
import { checkTools, installPackages } from "./lib/install.mjs";
import { extension, rid, root, sidecarFolder } from "./lib/paths.mjs";
import { doSteps, main, run } from "./lib/steps.mjs";

/** .NET's runtime identifiers, VS Code's target platforms and node-llama-cpp's names for the same machines. */
const targets = {
  "linux-x64": { vscode: "linux-x64", engine: "linux-x64" },
  "linux-arm64": { vscode: "linux-arm64", engine: "linux-arm64" },
  "win-x64": { vscode: "win32-x64", engine: "win-x64" },
  "osx-arm64": { vscode: "darwin-arm64", engine: "mac-arm64-metal" },
  "osx-x64": { vscode: "darwin-x64", engine: "mac-x64" },
};

const wanted = process.argv.slice(2);
const rids = wanted.includes("all") ? Object.keys(targets) : wanted.length > 0 ? wanted : [rid];
const unknown = rids.filter((each) => !(each in targets));
if (unknown.length > 0) {
  console.error(`Unknown platform ${unknown.join(", ")}. Known: ${Object.keys(targets).join(", ")}, all.`);
  process.exit(2);
}

const files = ["package.json", "README.md", "CHANGELOG.md", "LICENSE", "media", "dist"];

async function pack(forRid) {
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
  return path.relative(root, out);
}

await main(() =>
  doSteps([
    { name: "Check the tools", action: checkTools },
    { name: "Install npm packages", action: installPackages },
    { name: "Build the extension", action: buildExtension },
    ...rids.flatMap((each) => [
      {
        name: `Build the sidecar for ${each}`,
        fix: "the runtime pack of this platform may not restore here.",
        action: () => buildSidecar(each),
      },
      { name: `Pack ${each}`, action: () => pack(each) },
    ]),
  ]),
);
