// The extension host's code: src/extension.ts -> dist/extension.cjs and one file in dist/host/, which run when the extension is activated. The
// other files in dist/host/ are what `import()` loads once it is needed.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { transform } from "esbuild";

const here = import.meta.dirname;
const entry = "src/extension.ts";
const chunks = "host";

/** `import * as vscode` would copy the hundreds of members of VS Code's API for each module that imports it. */
const oneVscode = {
  name: "one-vscode",
  setup: (/** @type {import("esbuild").PluginBuild} */ build) => {
    build.onLoad({ filter: /[\\/]src[\\/].*\.ts$/, namespace: "file" }, ({ path: file }) => ({
      contents: readFileSync(file, "utf8").replace(/^import \* as vscode from "vscode";/m, 'import { vscode } from "vscode-api";'),
      loader: "ts",
    }));
    build.onResolve({ filter: /^vscode-api$/ }, () => ({ path: "vscode-api", namespace: "vscode-api" }));
    build.onLoad({ filter: /.*/, namespace: "vscode-api" }, () => ({ contents: 'export const vscode = require("vscode");' }));
  },
};

/**
 * What is imported at will comes after the entry, and says so: all that the entry is made of is then common to all files, and stands in one.
 * Without that it would be as many files as there are sets of later ones that share some of it.
 */
const entryFirst = {
  name: "entry-first",
  setup: (/** @type {import("esbuild").PluginBuild} */ build) => {
    const again = { namespace: "later" };
    build.onResolve({ filter: /^\./ }, async ({ path: name, kind, namespace, ...from }) => {
      if (kind !== "dynamic-import" || namespace === again.namespace) return undefined;
      const { path: file, errors } = await build.resolve(name, { kind: "import-statement", ...from });
      return errors.length > 0 ? { errors } : { path: file, ...again };
    });
    build.onLoad({ filter: /.*/, ...again }, ({ path: file }) => ({
      contents: [`import ${JSON.stringify(path.join(here, entry))};`, `export * from ${JSON.stringify(file)};`].join("\n"),
      resolveDir: here,
    }));
  },
};

/** Writes the files as modules that `require` each other; `import()` becomes a `require` that waits until it is reached. */
const asCommonJs = {
  name: "as-common-js",
  setup: (/** @type {import("esbuild").PluginBuild} */ build) =>
    build.onEnd(async ({ outputFiles = [] }) => {
      const { minify, sourcemap, outdir } = build.initialOptions;
      const files = await Promise.all(
        outputFiles.map(async ({ path: file, text }) => {
          const options = { format: "cjs", platform: "node", target: "node20", supported: { "dynamic-import": false }, minify, sourcemap };
          return { file, code: (await transform(text, options)).code };
        }),
      );
      if (files.length === 0) return;
      // While it watches, a window that still runs the build before finds the files of that.
      if (!sourcemap) rmSync(path.join(outdir, chunks), { recursive: true, force: true });
      mkdirSync(path.join(outdir, chunks), { recursive: true });
      for (const { file, code } of files) writeFileSync(file, code);
    }),
};

/** @returns {import("esbuild").BuildOptions} */
export const hostOptions = ({ production = true, outdir = path.join(here, "dist") } = {}) => ({
  absWorkingDir: here,
  entryPoints: [entry],
  outdir,
  bundle: true,
  // esbuild splits only modules of this kind; `asCommonJs` turns them into those that an extension host loads without delay.
  format: "esm",
  splitting: true,
  chunkNames: `${chunks}/[name]-[hash]`,
  outExtension: { ".js": ".cjs" },
  platform: "node",
  target: "node20",
  external: ["vscode"],
  minify: production,
  sourcemap: production ? false : "inline",
  metafile: true,
  logLevel: "info",
  write: false,
  plugins: [oneVscode, entryFirst, asCommonJs],
});
