/* global window, document, MutationObserver, requestAnimationFrame, addEventListener */
// What is measured inside of the page, alike for every chat.

/** Runs in the page: notes long tasks, gaps between frames, and the time from a key to its paint. */
export function installProbe() {
  const probe = { long: [], gaps: [], typed: [] };
  Object.assign(window, { probe });
  // Told some time after it ended: one that began before the measuring is not part of it.
  let armedAt = 0;
  const tasks = (/** @type {PerformanceObserverEntryList} */ list) => list.getEntries().filter(({ startTime }) => startTime >= armedAt);
  new PerformanceObserver((list) => probe.long.push(...tasks(list).map(({ duration }) => duration))).observe({ type: "longtask" });
  let before = 0;
  const frame = (/** @type {number} */ now) => {
    if (before) probe.gaps.push(now - before);
    before = now;
    if (!probe.stopped) requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
  const painted = (/** @type {(at: number) => void} */ then) =>
    requestAnimationFrame(() => {
      const channel = new MessageChannel();
      channel.port1.onmessage = () => then(performance.now());
      channel.port2.postMessage(0);
    });
  const watchText = (/** @type {string} */ first, /** @type {string} */ last) => {
    const seen = {};
    Object.assign(probe, { enterAt: undefined, seen });
    addEventListener("keydown", (event) => event.key === "Enter" && (probe.enterAt ??= performance.now()), { capture: true, once: true });
    const observer = new MutationObserver((records) => {
      for (const [name, words] of Object.entries({ first, last })) {
        if (name in seen || !records.some((record) => bringsText(record, words))) continue;
        seen[name] = undefined;
        painted((at) => (seen[name] = at));
        if (name === "last") observer.disconnect();
      }
    });
    observer.observe(document.body, { subtree: true, childList: true, characterData: true });
  };
  const bringsText = (/** @type {MutationRecord} */ { type, target, addedNodes }, /** @type {string} */ words) =>
    [...(type === "characterData" ? [target] : addedNodes)].some((node) => node.textContent?.includes(words));
  /** From now on: when Enter is pressed, and when what holds these words is painted. */
  probe.expect = watchText;
  addEventListener("input", ({ timeStamp }) => painted((at) => probe.typed.push(at - timeStamp)), true);
  probe.stop = () => (probe.stopped = true);
  /** Forgets what was before. */
  probe.arm = () => {
    armedAt = performance.now();
    probe.long.length = probe.gaps.length = probe.typed.length = 0;
  };
  probe.read = () => ({ long: [...probe.long], gaps: [...probe.gaps], typed: [...probe.typed] });
}
