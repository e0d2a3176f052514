// Bundles every webview: webviews/<name>/main.tsx -> dist/webviews/<name>.js and <name>.css, with shared chunks and fonts beside them.
// `--watch` rebuilds on change. README.md says how the host links the files.
import { existsSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import * as esbuild from "esbuild";

const webviews = import.meta.dirname;
export const outDirectory = join(webviews, "..", "dist", "webviews");

const names = () => readdirSync(webviews).filter((name) => existsSync(join(webviews, name, "main.tsx")));

/** `import source from "./x.js?source"` gives the bundle of x.ts as text: a webview may start a worker from its own memory alone. */
const workerSource = {
  name: "worker-source",
  setup(/** @type {import("esbuild").PluginBuild} */ build) {
    build.onResolve({ filter: /\?source$/ }, ({ path, resolveDir }) => ({
      path: join(resolveDir, path.replace(/\.js\?source$/, ".ts")),
      namespace: "worker-source",
    }));
    build.onLoad({ filter: /./, namespace: "worker-source" }, async ({ path }) => {
      const { target, minify, legalComments, logLevel } = build.initialOptions;
      const building = esbuild.build({
        ...{ target, minify, legalComments, logLevel },
        entryPoints: [path],
        bundle: true,
        format: "iife",
        write: false,
        metafile: true,
      });
      const bundled = await building.catch(({ errors }) => ({ errors }));
      if (!("outputFiles" in bundled)) return { errors: bundled.errors, watchFiles: [path] };
      return { contents: bundled.outputFiles[0].text, loader: "text", watchFiles: Object.keys(bundled.metafile.inputs) };
    });
  },
};

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
  plugins: [workerSource],
  target: "es2022",
  jsx: "automatic",
  minify: production,
  sourcemap: production ? false : "linked",
  define: { "process.env.NODE_ENV": production ? '"production"' : '"development"' },
  legalComments: "none",
  logLevel: "warning",
});

if (process.argv[1] === import.meta.filename) {
  if (process.argv.includes("--watch")) {
    const context = await esbuild.context(options({ production: false }));
    await context.watch();
  } else {
    // Names have the hash of what is in them: what was built before would stay, and be packed with the rest.
    rmSync(outDirectory, { recursive: true, force: true });
    await esbuild.build(options());
  }
}
