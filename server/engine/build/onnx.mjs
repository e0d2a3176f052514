import { cpSync, existsSync } from "node:fs";
import path from "node:path";

/** Transformers.js wants a library of images when it is loaded. Nothing here draws: an empty one serves. */
export const withoutImages = {
  name: "without-images",
  setup(build) {
    build.onResolve({ filter: /^sharp$/ }, () => ({ path: "sharp", namespace: "without-images" }));
    build.onLoad({ filter: /.*/, namespace: "without-images" }, () => ({ contents: "export default {};" }));
  },
};

/** ONNX Runtime's names for the platforms. It has no binaries for Macs with an Intel processor: there, ONNX models are refused. */
const folders = {
  "linux-x64": "linux/x64",
  "linux-arm64": "linux/arm64",
  "win-x64": "win32/x64",
  "mac-arm64-metal": "darwin/arm64",
};

/** What nobody runs: types, maps, and on a Mac the library's second copy, which nothing is linked against. */
const isUnused = (file) => /\.(d\.ts|map)$|\.\d+\.\d+\.\d+\.dylib$/.test(file);

/** Copies ONNX Runtime with the binaries of one platform: its package has those of all. */
export function copyOnnxRuntime(root, modules, platform) {
  if (!(platform in folders)) return;
  const packages = path.join(root, "node_modules");
  const copy = (file) =>
    cpSync(path.join(packages, file), path.join(modules, file), { recursive: true, filter: (name) => !isUnused(name) });
  const binaries = `onnxruntime-node/bin/napi-v6/${folders[platform]}`;
  if (!existsSync(path.join(packages, binaries))) throw new Error(`ONNX Runtime holds no binaries for ${platform}.`);
  copy(binaries);
  for (const name of ["onnxruntime-node", "onnxruntime-common"]) {
    copy(`${name}/package.json`);
    copy(`${name}/dist`);
  }
  // These are inside onnx.mjs.
  for (const name of ["transformers", "tokenizers", "jinja"]) copy(`@huggingface/${name}/LICENSE`);
}
