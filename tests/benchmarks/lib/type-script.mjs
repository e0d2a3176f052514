// The end-to-end tests' own support is TypeScript; a benchmark that drives the workbench bundles what it uses of it.
import { mkdirSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import * as esbuild from "esbuild";
import { cache, root } from "../../../scripts/lib/paths.mjs";

/** Scripts know their place in the checkout by their own address: they are not bundled. */
const scriptsStay = {
  name: "scripts-stay",
  setup: (/** @type {esbuild.PluginBuild} */ build) =>
    build.onResolve({ filter: /^\..*\.mjs$/ }, ({ path: name, resolveDir }) => ({
      path: pathToFileURL(path.resolve(resolveDir, name)).href,
      external: true,
    })),
};

/** @param {string} file A module of tests/e2e/support. @returns {Promise<any>} */
export async function importSupport(file) {
  const folder = path.join(root, "tests/e2e/support");
  const outfile = path.join(cache, "benchmarks", `${file}.mjs`);
  mkdirSync(path.dirname(outfile), { recursive: true });
  await esbuild.build({
    entryPoints: [path.join(folder, `${file}.ts`)],
    outfile,
    bundle: true,
    format: "esm",
    platform: "node",
    packages: "external",
    define: { "import.meta.dirname": JSON.stringify(folder) },
    plugins: [scriptsStay],
    logLevel: "warning",
  });
  return import(pathToFileURL(outfile).href);
}
