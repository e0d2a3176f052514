// What VS Code itself says that activating the product takes in the extension host: loading its code, and the call. Each time in a workbench
// that was just started, once its own extensions run: before that, VS Code counts the code of one that it loads in between as the product's.
import { setTimeout as pause } from "node:timers/promises";
import { median } from "./lib/figures.mjs";
import { importSupport } from "./lib/type-script.mjs";

/** @returns {Promise<import("./lib/table.mjs").Row[]>} */
export async function measureActivation({ quick }) {
  const { Session } = await importSupport("session");
  const samples = [];
  for (let i = 0; i < (quick ? 1 : 5); i++) samples.push(await activationMs(Session));
  const ms = median(samples);
  return [
    {
      measure: `activation in the extension host, ${samples.length} fresh windows: ${samples.join(", ")} ms`,
      product: `${ms} ms`,
      target: "≤ 50 ms",
      met: ms <= 50,
    },
  ];
}

async function activationMs(Session) {
  // High enough for the whole list of what runs, which is sorted by these times: the quickest come last.
  const session = await Session.start({ series: "bench", height: 1800 });
  try {
    const { workbench } = session;
    await workbench.command("Developer: Show Running Extensions");
    const running = workbench.page.locator(".runtime-extensions-editor .extension");
    await settled(running);
    await workbench.openChat();
    const row = running.filter({ has: workbench.page.locator(".name", { hasText: /^AI Chat Local$/ }) });
    return Number(/(\d+)\s*ms/.exec(await row.locator(".activation-time").innerText())?.[1]);
  } finally {
    await session.stop();
  }
}

/** No further extension has come to run for a while. @param {import("playwright-core").Locator} running */
async function settled(running) {
  await running.first().waitFor();
  for (let before = 0, now = await running.count(); now !== before; now = await running.count()) {
    before = now;
    await pause(3000);
  }
}
