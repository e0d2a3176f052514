const lookEveryMs = 2000;

/** Calls back once when whoever started this process is gone: its end of stdin closes, or the process has been given another parent. */
export function whenParentIsGone(callback: () => void): void {
  const parent = process.ppid;
  let told = false;
  const tell = () => {
    if (told) return;
    told = true;
    callback();
  };
  process.stdin.once("end", tell);
  process.stdin.once("close", tell);
  process.stdin.once("error", tell);
  process.stdout.once("error", tell);
  // A process that the parent started may hold stdin open after the parent's death.
  setInterval(() => process.ppid !== parent && tell(), lookEveryMs).unref();
}
