import path from "node:path";
import { expect, test } from "vitest";
import { UserError } from "../../../extension/src/infrastructure/errors.js";
import { locateSidecar } from "../../../extension/src/sidecar/locate.js";

const linux = { platform: "linux", arch: "x64", env: {} } as const;
const packaged = path.join("ext", "sidecar", "linux-x64", "ai-chat-local");
const built = path.join("dist", "sidecar", "linux-x64", "ai-chat-local");

test("The installed extension's own sidecar comes before that of a build", () => {
  const { executable, args } = locateSidecar("ext", { ...linux, exists: () => true });
  expect(executable).toBe(packaged);
  expect(args).toEqual(["--stdio"]);
});

test("A checkout uses what its build left", () => {
  expect(locateSidecar("ext", { ...linux, exists: (file) => file === built }).executable).toBe(built);
});

test("A developer can name another one, and wait for a debugger", () => {
  const env = { AICHATLOCAL_SERVER_PATH: "/debug/sidecar", AICHATLOCAL_SERVER_ARGS: "--wait-for-debugger" };
  const found = locateSidecar("ext", { ...linux, env, exists: () => false });
  expect(found).toEqual({ executable: "/debug/sidecar", args: ["--stdio", "--wait-for-debugger"], waitsForDebugger: true });
});

test.each([
  ["win32", "x64", path.join("win-x64", "ai-chat-local.exe")],
  ["darwin", "arm64", path.join("osx-arm64", "ai-chat-local")],
] as const)("It knows the names of %s", (platform, arch, ending) => {
  expect(locateSidecar("ext", { platform, arch, env: {}, exists: () => true }).executable).toBe(path.join("ext", "sidecar", ending));
});

test("A missing one is told with what to do", () => {
  const error = attempt(() => locateSidecar("ext", { ...linux, exists: () => false }));
  expect(error).toBeInstanceOf(UserError);
  expect(error).toMatchObject({ data: { kind: "sidecarMissing", fix: expect.stringContaining("npm run build") as string } });
});

function attempt(action: () => unknown): unknown {
  try {
    return action();
  } catch (error) {
    return error;
  }
}
