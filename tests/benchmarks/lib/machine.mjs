// What the figures were measured on.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import os from "node:os";

export function describeMachine() {
  const cpus = os.cpus();
  return [
    ["processor", `${cpus[0]?.model ?? "unknown"}, ${cpus.length} logical cores`],
    ["memory", `${(os.totalmem() / 2 ** 30).toFixed(1)} GiB`],
    ["system", `${systemName()}, kernel ${os.release()}, ${process.arch}`],
    ["versions", `Node ${process.version}, .NET SDK ${execFileSync("dotnet", ["--version"], { encoding: "utf8" }).trim()}`],
    ["load before", os.loadavg()[0].toFixed(2)],
  ];
}

function systemName() {
  try {
    return /^PRETTY_NAME="(.*)"$/m.exec(readFileSync("/etc/os-release", "utf8"))?.[1] ?? os.type();
  } catch {
    return os.type();
  }
}
