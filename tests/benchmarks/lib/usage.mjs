// What a process uses, from Linux's /proc.
import { readdirSync, readFileSync } from "node:fs";

/** @param {number} pid Seconds of processor time of all threads, exact to a nanosecond. */
export function cpuSeconds(pid) {
  let nanoseconds = 0n;
  for (const thread of readdirSync(`/proc/${pid}/task`)) {
    try {
      nanoseconds += BigInt(readFileSync(`/proc/${pid}/task/${thread}/schedstat`, "utf8").split(" ")[0]);
    } catch (error) {
      // The thread ended in between.
      if (error.code !== "ENOENT" && error.code !== "ESRCH") throw error;
    }
  }
  return Number(nanoseconds) / 1e9;
}

/** @param {number} pid Seconds of processor time, those of threads that ended included, exact to a clock tick of 10 ms. */
export function cpuSecondsOfAll(pid) {
  const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
  const [utime, stime] = stat
    .slice(stat.lastIndexOf(")") + 2)
    .split(" ")
    .slice(11, 13);
  return (Number(utime) + Number(stime)) / 100;
}

/** Memory of a process in MB (10^6 bytes): now and at most; undefined when it has ended. @param {number} pid */
export function memory(pid) {
  try {
    const status = readFileSync(`/proc/${pid}/status`, "utf8");
    const megabytes = (/** @type {string} */ name) => (Number(new RegExp(`^${name}:\\s+(\\d+) kB$`, "m").exec(status)?.[1]) * 1024) / 1e6;
    const [resident, peak] = [megabytes("VmRSS"), megabytes("VmHWM")];
    return Number.isNaN(resident) ? undefined : { resident, peak };
  } catch {
    return undefined;
  }
}

/** Seconds of processor time of the browser pages that descend from a process. @param {number} pid */
export function rendererCpuSeconds(pid) {
  const parents = new Map();
  let seconds = 0;
  const renderers = [];
  for (const name of readdirSync("/proc").filter((each) => /^\d+$/.test(each))) {
    try {
      const stat = readFileSync(`/proc/${name}/stat`, "utf8");
      parents.set(Number(name), Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]));
      if (readFileSync(`/proc/${name}/cmdline`, "utf8").includes("--type=renderer")) renderers.push(Number(name));
    } catch (error) {
      if (error.code !== "ENOENT" && error.code !== "ESRCH") throw error;
    }
  }
  for (const renderer of renderers) {
    let above = renderer;
    while (above > 1 && above !== pid) above = parents.get(above) ?? 0;
    if (above === pid) seconds += cpuSecondsOfAll(renderer);
  }
  return seconds;
}
