import { existsSync } from "node:fs";
import path from "node:path";

export const root = path.resolve(import.meta.dirname, "../..");
export const cache = path.join(root, ".cache");
export const extension = path.join(root, "extension");

const platforms = { linux: "linux", win32: "win", darwin: "osx" };

/** .NET's runtime identifier of this machine, e.g. `linux-x64`. */
export const rid = `${platforms[process.platform]}-${process.arch}`;

export const executableName = (forRid) => (forRid.startsWith("win") ? "ai-chat-local.exe" : "ai-chat-local");

export const sidecarFolder = (forRid = rid) => path.join(root, "dist", "sidecar", forRid);

export const sidecarPath = (forRid = rid) => path.join(sidecarFolder(forRid), executableName(forRid));

export const engineFolder = path.join(root, "dist", "engine");

/** Absolute path of a program on the PATH, or undefined. */
export function onPath(program) {
  const names = process.platform === "win32" ? [`${program}.cmd`, `${program}.exe`] : [program];
  for (const folder of (process.env.PATH ?? "").split(path.delimiter)) {
    for (const name of names) {
      if (folder && existsSync(path.join(folder, name))) return path.join(folder, name);
    }
  }
  return undefined;
}
