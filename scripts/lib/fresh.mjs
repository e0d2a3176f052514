import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { cache, root } from "./paths.mjs";

const ignored = new Set(["node_modules", "bin", "obj", "dist", ".git"]);

function* filesUnder(entry) {
  if (statSync(entry).isFile()) return yield entry;
  for (const item of readdirSync(entry, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (!ignored.has(item.name)) yield* filesUnder(path.join(entry, item.name));
  }
}

function digest(inputs, salt) {
  const hash = createHash("sha256").update(salt);
  for (const input of inputs) {
    for (const file of filesUnder(path.join(root, input))) hash.update(path.relative(root, file)).update("\0").update(readFileSync(file));
  }
  return hash.digest("hex");
}

/**
 * Makes `output` unless it was made from just these inputs before.
 * @param {{ name: string, inputs: string[], output: string, salt?: string }} what paths relative to the root; `salt` stands for other inputs
 * @param {() => Promise<void>} make
 * @returns {Promise<"up to date" | "done">}
 */
export async function unlessFresh({ name, inputs, output, salt = "" }, make) {
  const stamp = path.join(cache, "stamps", name);
  const wanted = digest(inputs, salt);
  if (existsSync(path.resolve(root, output)) && existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) return "up to date";
  await make();
  mkdirSync(path.dirname(stamp), { recursive: true });
  writeFileSync(stamp, wanted);
  return "done";
}
