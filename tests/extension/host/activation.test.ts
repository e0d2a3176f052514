import { mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { build, type Metafile } from "esbuild";
import { afterAll, beforeAll, expect, test } from "vitest";
import { hostOptions } from "../../../extension/host-bundle.mjs";

const extension = path.resolve(import.meta.dirname, "../../../extension");
/** The build in a folder of its own, with a `vscode` beside it. */
const folder = realpathSync(mkdtempSync(path.join(tmpdir(), "acl-activation-")));
const dist = path.join(folder, "dist");

/** Whatever is asked of it can be read, set, called and made; a setting has its default. */
const vscodeStub = `
module.exports = new Proxy(function () {}, {
  get: (_, name) => (name === Symbol.toPrimitive ? () => "" : name === "get" ? (key, unset) => unset : module.exports),
  set: () => true,
  apply: () => module.exports,
  construct: () => module.exports,
});`;

interface Host {
  activate: (context: unknown) => void;
  deactivate: () => Promise<void>;
}

let outputs: Metafile["outputs"];
/** Those that are there once the extension is activated. */
let loaded: string[];

beforeAll(async () => {
  const stub = path.join(folder, "node_modules", "vscode");
  mkdirSync(stub, { recursive: true });
  writeFileSync(path.join(stub, "index.js"), vscodeStub);
  ({
    metafile: { outputs },
  } = await build({ ...hostOptions({ outdir: dist }), metafile: true, logLevel: "error" }));
  const require = createRequire(path.join(folder, "test.cjs"));
  const { activate, deactivate } = require("./dist/extension.cjs") as Host;
  activate({ subscriptions: [], extension: { packageJSON: {} } });
  loaded = Object.keys(require.cache).filter((file) => file.startsWith(dist));
  await deactivate();
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const sizeOf = (files: readonly string[]): number => files.reduce((sum, file) => sum + readFileSync(file).length, 0);

const all = (): string[] =>
  readdirSync(dist, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".cjs"))
    .map((name) => path.join(dist, name));

test("Activation loads what registers views and commands, and nothing of what they need later", () => {
  const sources = loaded.flatMap((file) => Object.keys(outputs[path.relative(extension, file)]?.inputs ?? {}));
  expect(sources).toContain("src/extension.ts");
  expect(sources.filter((source) => source.includes("node_modules/") && !source.includes("@vscode/l10n/"))).toEqual([]);
  for (const later of ["chat/chat-bridge", "code/quick-edit", "models/select-model", "privacy/ledger-panel", "transfer/backups"])
    expect(sources).not.toContain(`src/features/${later}.ts`);
  // What else comes to be loaded too early shows here. The entry only names the other.
  expect(loaded).toHaveLength(2);
  expect(sizeOf(loaded)).toBeLessThan(32_000);
});

test("The host's code is 300 kB at most, all of its files together", () => {
  expect(all().length).toBeGreaterThan(loaded.length);
  expect(sizeOf(all())).toBeLessThan(300_000);
});

test("VS Code's API is asked for in one place: each would copy it", () => {
  const asking = all().filter((file) => readFileSync(file, "utf8").includes('("vscode")'));
  expect(asking).toHaveLength(1);
});
