// Bundles the extension host's code, then the webviews. `--watch` builds again after each change.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import { context } from "esbuild";
import { hostOptions } from "./host-bundle.mjs";

const here = import.meta.dirname;
const watch = process.argv.includes("--watch");

const host = await context(hostOptions({ production: !watch }));

if (watch) await host.watch();
else {
  await host.rebuild();
  await host.dispose();
}

const webviews = path.join(here, "webviews", "build.mjs");
if (existsSync(webviews)) {
  const child = spawn(process.execPath, [webviews, ...process.argv.slice(2)], { stdio: "inherit" });
  child.once("exit", (code) => (process.exitCode = code ?? 1));
}
