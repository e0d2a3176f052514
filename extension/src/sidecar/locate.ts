import path from "node:path";
import { UserError } from "../infrastructure/errors.js";
import { joined, t } from "../infrastructure/l10n.js";

const systems: Partial<Record<NodeJS.Platform, string>> = { linux: "linux", win32: "win", darwin: "osx" };

export interface Machine {
  platform: NodeJS.Platform;
  arch: string;
  env: NodeJS.ProcessEnv;
  exists: (file: string) => boolean;
}

export interface SidecarCommand {
  executable: string;
  args: string[];
  /** A developer may take minutes to attach a debugger. */
  waitsForDebugger: boolean;
}

/** Finds the sidecar: what `AICHATLOCAL_SERVER_PATH` names, the one in the installed extension, or the one that a build in this repository left. */
export function locateSidecar(extensionPath: string, machine: Machine): SidecarCommand {
  const args = ["--stdio", ...(machine.env["AICHATLOCAL_SERVER_ARGS"]?.split(" ").filter((arg) => arg !== "") ?? [])];
  const waitsForDebugger = args.includes("--wait-for-debugger");
  const named = machine.env["AICHATLOCAL_SERVER_PATH"];
  if (named !== undefined && named !== "") return { executable: named, args, waitsForDebugger };

  const rid = `${systems[machine.platform] ?? machine.platform}-${machine.arch}`;
  const name = machine.platform === "win32" ? "ai-chat-local.exe" : "ai-chat-local";
  const candidates = [path.join(extensionPath, "sidecar", rid, name), path.join(extensionPath, "..", "dist", "sidecar", rid, name)];
  const executable = candidates.find((candidate) => machine.exists(candidate));
  if (executable !== undefined) return { executable, args, waitsForDebugger };
  throw new UserError(t("The sidecar of AI Chat Local is not there for this platform ({0}).", rid), {
    kind: "sidecarMissing",
    why: t("The installed extension may be made for another platform, or this checkout was not built."),
    fix: t("Install the extension's package for this platform, or run “npm run build” in the checkout; then restart the sidecar."),
    detail: t("Looked for {0}", joined(candidates)),
    retryable: false,
  });
}
