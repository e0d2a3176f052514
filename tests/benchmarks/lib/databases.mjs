// The databases of the storage benchmark. Building the large ones takes minutes: they stay in the cache until what builds them changes.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import path from "node:path";
import { cache, root } from "../../../scripts/lib/paths.mjs";
import { run } from "../../../scripts/lib/steps.mjs";
import { buildTool } from "./dotnet.mjs";
import { startSidecar } from "./sidecar.mjs";

/** What decides how the databases look. */
const builders = ["tests/benchmarks/database", "server/AiChatLocal.Storage/Migrations"];

/** @param {number} messages */
export async function prepareDatabases(messages) {
  const tool = await buildTool("database");
  const database = async (/** @type {string[]} */ ...args) => run("dotnet", [tool, ...args]);
  const folder = path.join(cache, "benchmarks", `${messages}-${buildersHash()}`);
  if (!existsSync(folder)) {
    console.log(`building databases of ${messages} messages …`);
    const building = `${folder}.building`;
    rmSync(building, { recursive: true, force: true });
    mkdirSync(building, { recursive: true });
    await database("build-bare", path.join(building, "bare.db"), String(messages));
    // The sidecar makes its own schema; the rows are put into it.
    const sidecar = await startSidecar(path.join(building, "data"));
    await sidecar.request("chat/list", {});
    await sidecar.close();
    await database("fill-product", path.join(building, "data"), String(messages));
    renameSync(building, folder);
  }
  return {
    dataDirectory: path.join(folder, "data"),
    words: JSON.parse(await database("words")),
    askBare: async (/** @type {number} */ runs) => JSON.parse(await database("ask-bare", path.join(folder, "bare.db"), String(runs))),
  };
}

function buildersHash() {
  const hash = createHash("sha256");
  for (const folder of builders) {
    const sources = readdirSync(path.join(root, folder)).filter((name) => name.endsWith(".cs"));
    for (const name of sources.sort()) hash.update(readFileSync(path.join(root, folder, name)));
  }
  return hash.digest("hex").slice(0, 12);
}
