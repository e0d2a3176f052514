/* global window, requestAnimationFrame, addEventListener */
// What is measured inside of the page, alike for every chat.

/** Runs in the page: notes long tasks, gaps between frames, and the time from a key to its paint. */
export function installProbe() {
  const probe = { long: [], gaps: [], typed: [] };
  Object.assign(window, { probe });
  new PerformanceObserver((list) => probe.long.push(...list.getEntries().map(({ duration }) => duration))).observe({ type: "longtask" });
  let before = 0;
  const frame = (/** @type {number} */ now) => {
    if (before) probe.gaps.push(now - before);
    before = now;
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
  const painted = (/** @type {(at: number) => void} */ then) =>
    requestAnimationFrame(() => {
      const channel = new MessageChannel();
      channel.port1.onmessage = () => then(performance.now());
      channel.port2.postMessage(0);
    });
  addEventListener("input", ({ timeStamp }) => painted((at) => probe.typed.push(at - timeStamp)), true);
  /** Forgets what was before. */
  probe.arm = () => {
    probe.long.length = probe.gaps.length = probe.typed.length = 0;
  };
  probe.read = () => ({ long: [...probe.long], gaps: [...probe.gaps], typed: [...probe.typed] });
}
