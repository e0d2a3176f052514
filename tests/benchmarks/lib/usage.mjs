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
