import { cpSync, existsSync, readdirSync } from "node:fs";
import path from "node:path";
import { build } from "esbuild";

/** What node-llama-cpp reads or starts by path, where no import tells of it. */
const readByPath = ["package.json", "LICENSE", "llama/binariesGithubRelease.json", "llama/llama.cpp.info.json", "llama/grammars"];

/** Folder of the package that a file of node_modules belongs to. */
const packageFolder = (file) => /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1];

/** Folders from a file's own up to its package's. */
function ancestors(file) {
  const folders = [];
  const top = packageFolder(file);
  for (let folder = path.posix.dirname(file); folder.length >= top.length; folder = path.posix.dirname(folder)) folders.push(folder);
  return folders;
}

/**
 * Copies the files that node-llama-cpp imports, directly or not, and nothing else: its package brings the sources of llama.cpp, a
 * compiler's driver and a command line too. esbuild follows the imports and tells which files they are.
 */
export async function copyRuntime(root, modules) {
  const { metafile } = await build({
    stdin: { contents: 'export * from "node-llama-cpp";', resolveDir: path.join(root, "server", "engine") },
    absWorkingDir: root,
    bundle: true,
    platform: "node",
    format: "esm",
    write: false,
    metafile: true,
    outfile: "unused.mjs",
    external: ["@node-llama-cpp/*", "@reflink/reflink-*"],
    logLevel: "error",
  });
  const files = Object.keys(metafile.inputs).filter((file) => file.startsWith("node_modules/"));
  const folders = new Set(files.map(packageFolder));
  const copy = (file) => cpSync(path.join(root, file), path.join(modules, path.relative("node_modules", file)), { recursive: true });
  for (const file of files) copy(file);
  // A package.json in a folder between says whether the files below are modules.
  const manifests = new Set(files.flatMap((file) => ancestors(file).map((folder) => `${folder}/package.json`)));
  for (const manifest of manifests) if (existsSync(path.join(root, manifest))) copy(manifest);
  for (const folder of folders) {
    for (const name of readdirSync(path.join(root, folder))) if (/^licen[cs]e/i.test(name)) copy(path.join(folder, name));
  }
  const own = "node_modules/node-llama-cpp";
  const present = new Set(readdirSync(path.join(root, own, "llama")).map((name) => `llama/${name}`));
  for (const name of readByPath) if (!name.startsWith("llama/") || present.has(name)) copy(path.join(own, name));
}
