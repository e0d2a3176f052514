// Bundles every webview: webviews/<name>/main.tsx -> dist/webviews/<name>.js and <name>.css, with shared chunks and fonts beside them.
// `--watch` rebuilds on change. `buildWebviews` is what the extension's own build calls. README.md says how the host links the files.
import { readdirSync, existsSync } from "node:fs";
import { join } from "node:path";
import * as esbuild from "esbuild";

const webviews = import.meta.dirname;
export const outDirectory = join(webviews, "..", "dist", "webviews");

const names = () => readdirSync(webviews).filter((name) => existsSync(join(webviews, name, "main.tsx")));

/** @returns {import("esbuild").BuildOptions} */
export const options = ({ production = true } = {}) => ({
  entryPoints: names().map((name) => ({ in: join(webviews, name, "main.tsx"), out: name })),
  outdir: outDirectory,
  bundle: true,
  format: "esm",
  // Languages for highlighting and other rare parts are chunks that `import()` loads from the webview's resource root.
  splitting: true,
  chunkNames: "chunks/[name]-[hash]",
  assetNames: "assets/[name]",
  loader: { ".ttf": "file" },
  target: "es2022",
  jsx: "automatic",
  minify: production,
  sourcemap: production ? false : "linked",
  define: { "process.env.NODE_ENV": production ? '"production"' : '"development"' },
  legalComments: "none",
  logLevel: "warning",
});

export async function buildWebviews({ watch = false, production = !watch } = {}) {
  if (!watch) return esbuild.build(options({ production }));
  const context = await esbuild.context(options({ production }));
  await context.watch();
  return context;
}

if (process.argv[1] === import.meta.filename) await buildWebviews({ watch: process.argv.includes("--watch") });
