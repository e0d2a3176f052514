import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { availableParallelism } from "node:os";

/**
 * Cores that compute on their own. Two threads of one core share its arithmetic units: more threads than cores make llama.cpp slower,
 * because each of its steps waits for the slowest thread.
 */
export function physicalCores(): number {
  const allowed = availableParallelism();
  try {
    const counted = countCores();
    return counted >= 1 ? Math.min(counted, allowed) : allowed;
  } catch {
    // No such file or program here: every logical core is taken for a core of its own.
    return allowed;
  }
}

const windowsQuestion = "(Get-CimInstance Win32_Processor | Measure-Object NumberOfCores -Sum).Sum";

function countCores(): number {
  if (process.platform === "linux") return countInCpuInfo(readFileSync("/proc/cpuinfo", "utf8"));
  if (process.platform === "darwin") return countOnMac();
  if (process.platform === "win32") return Number(run("powershell.exe", ["-NoProfile", "-Command", windowsQuestion]));
  return Number.NaN;
}

/** Apple's efficiency cores would be the slowest threads: only those of performance level 0 count, where there are levels. */
function countOnMac(): number {
  try {
    return Number(run("/usr/sbin/sysctl", ["-n", "hw.perflevel0.physicalcpu"]));
  } catch {
    return Number(run("/usr/sbin/sysctl", ["-n", "hw.physicalcpu"]));
  }
}

const run = (program: string, args: string[]): string =>
  execFileSync(program, args, { encoding: "utf8", timeout: 5000, stdio: ["ignore", "pipe", "ignore"], windowsHide: true }).trim();

/** Counts distinct pairs of socket and core; ARM kernels do not name them, and there every processor is a core. */
export function countInCpuInfo(text: string): number {
  const cores = new Set<string>();
  let processors = 0;
  for (const block of text.split(/\n\s*\n/)) {
    if (!/^processor\s*:/m.test(block)) continue;
    processors++;
    const core = /^core id\s*:\s*(\d+)/m.exec(block)?.[1];
    if (core !== undefined) cores.add(`${/^physical id\s*:\s*(\d+)/m.exec(block)?.[1] ?? "0"}:${core}`);
  }
  return cores.size > 0 ? cores.size : processors;
}
