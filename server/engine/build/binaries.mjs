import { execFile } from "node:child_process";
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";

const systems = { linux: "linux", win: "win32", mac: "darwin" };

/**
 * Folder of llama.cpp's binaries for a platform: from node_modules where npm installed them for this machine, else fetched by npm into the
 * cache, which is how a package for another platform is made.
 */
export async function binariesOf(platform, root) {
  const name = `@node-llama-cpp/${platform}`;
  const { version } = JSON.parse(readFileSync(path.join(root, "node_modules", "node-llama-cpp", "package.json"), "utf8"));
  const installed = path.join(root, "node_modules", name);
  if (existsSync(path.join(installed, "bins"))) return installed;
  const cache = path.join(root, ".cache", "engine", `${platform}-${version}`);
  const fetched = path.join(cache, "node_modules", name);
  if (existsSync(path.join(fetched, "bins"))) return fetched;
  mkdirSync(cache, { recursive: true });
  const [system, cpu] = platform.split("-");
  const args = [
    "install",
    "--prefix",
    cache,
    "--no-save",
    "--no-package-lock",
    "--ignore-scripts",
    "--force",
    `--os=${systems[system]}`,
    `--cpu=${cpu}`,
  ];
  await promisify(execFile)("npm", [...args, `${name}@${version}`], { cwd: cache, shell: process.platform === "win32" });
  return fetched;
}
