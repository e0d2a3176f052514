// node server/engine/build.mjs [--platform linux-x64] [--out folder]
// Makes a folder that runs from anywhere: the engine's bundle, and beside it the files of node-llama-cpp and of ONNX Runtime that it needs.
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { build } from "esbuild";
import { binariesOf } from "./build/binaries.mjs";
import { copyOnnxRuntime, withoutImages } from "./build/onnx.mjs";
import { copyRuntime } from "./build/runtime.mjs";

const root = path.resolve(import.meta.dirname, "../..");
const platforms = { linux: "linux", win32: "win", darwin: "mac" };
const own = `${platforms[process.platform]}-${process.arch}${process.platform === "darwin" && process.arch === "arm64" ? "-metal" : ""}`;

const { values: options } = parseArgs({
  options: { platform: { type: "string", default: own }, out: { type: "string", default: path.join(root, "dist", "engine") } },
});
const out = path.resolve(options.out);
const { version } = JSON.parse(readFileSync(path.join(import.meta.dirname, "package.json"), "utf8"));

rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
await build({
  entryPoints: {
    engine: path.join(import.meta.dirname, "src", "main.ts"),
    // The thread that runs ONNX models: a file of its own, which nothing reads until one is asked.
    onnx: path.join(import.meta.dirname, "src", "onnx", "worker.ts"),
  },
  outdir: out,
  outExtension: { ".js": ".mjs" },
  bundle: true,
  platform: "node",
  format: "esm",
  target: "node20",
  external: ["node-llama-cpp", "onnxruntime-node", "onnxruntime-common"],
  plugins: [withoutImages],
  // vscode-jsonrpc is CommonJS and asks for Node's own modules by require.
  banner: { js: 'import { createRequire as requireFrom } from "node:module";\nconst require = requireFrom(import.meta.url);' },
  define: { ENGINE_VERSION: JSON.stringify(version) },
  legalComments: "inline",
  logLevel: "warning",
});

const modules = path.join(out, "node_modules");
await copyRuntime(root, modules);
copyOnnxRuntime(root, modules, options.platform);
const binaries = await binariesOf(options.platform, root);
const target = path.join(modules, "@node-llama-cpp", options.platform);
cpSync(binaries, target, { recursive: true });
if (!existsSync(path.join(target, "bins"))) throw new Error(`The package of ${options.platform} holds no binaries.`);
