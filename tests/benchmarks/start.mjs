// Starting and resting: what a user waits for before anything happens, and what the sidecar costs while nothing does.
import { spawn } from "node:child_process";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { startFakeServer } from "./lib/fake-llm.mjs";
import { inTurn, median } from "./lib/figures.mjs";
import { sidecarProgram, startSidecar, temporaryDirectory } from "./lib/sidecar.mjs";
import { rounded } from "./lib/table.mjs";
import { cpuSecondsOfAll, memory } from "./lib/usage.mjs";

/** @returns {Promise<import("./lib/table.mjs").Row[]>} */
export async function measureStart({ quick }) {
  const directory = temporaryDirectory();
  try {
    return [
      ...(await initialize(directory.folder, quick)),
      ...(await rest(directory.folder, quick)),
      ...(await chat(directory.folder, quick)),
    ];
  } finally {
    directory.delete();
  }
}

async function initialize(dataDirectory, quick) {
  const variants = {
    product: async () => {
      const sidecar = await startSidecar(dataDirectory);
      await sidecar.close();
      return sidecar.initializedMs;
    },
    node: async () => (await firstByte(process.execPath, ["-e", "0"])).endedMs,
  };
  await inTurn(2, variants);
  const rounds = await inTurn(quick ? 7 : 20, variants);
  return [atMost("spawn to the answer of initialize", median(rounds.product), median(rounds.node), "node -e 0", 3)];
}

async function rest(dataDirectory, quick) {
  const seconds = quick ? 10 : 60;
  const sidecar = await startSidecar(dataDirectory);
  try {
    // What goes on behind the first answer, such as opening the database, is no rest yet.
    await pause(3000);
    const before = cpuSecondsOfAll(sidecar.pid);
    await pause(seconds * 1000);
    const percent = ((cpuSecondsOfAll(sidecar.pid) - before) / seconds) * 100;
    const resident = memory(sidecar.pid)?.resident ?? Number.NaN;
    return [
      { measure: "memory at rest", product: `${rounded(resident)} MB`, target: "≤ 90 MB", met: resident <= 90 },
      { measure: `processor over ${seconds} s at rest`, product: `${percent.toFixed(3)} %`, target: "< 0.1 %", met: percent < 0.1 },
    ];
  } finally {
    await sidecar.close();
  }
}

async function chat(dataDirectory, quick) {
  const fake = await startFakeServer();
  try {
    // Paced, so that the peak of memory can be read before the process has ended.
    const base = fake.openAi("tokens=100,interval=2");
    const sidecar = await startSidecar(dataDirectory);
    const model = await sidecar.addFake("fake", base);
    await sidecar.close();

    const product = () => firstByte(sidecarProgram(), ["chat", "hi", "--model", model, "--data-dir", dataDirectory]);
    const plain = () => firstByte(process.execPath, [path.join(import.meta.dirname, "plain-chat.mjs"), base]);
    await inTurn(2, { product, plain });
    const before = await storedChats(dataDirectory);
    const rounds = await inTurn(quick ? 7 : 20, { product, plain });
    const stored = (await storedChats(dataDirectory)) - before;
    if (stored !== rounds.product.length) throw new Error(`${stored} of ${rounds.product.length} chats were stored.`);
    const of = (name, figure) => median(rounds[name].map((round) => round[figure]));
    const peak = of("product", "peakMegabytes");
    return [
      atMost("chat: spawn to the first token", of("product", "firstByteMs"), of("plain", "firstByteMs"), "plain Node script", 2.2),
      {
        measure: "chat: peak memory",
        product: `${rounded(peak)} MB`,
        reference: `${rounded(of("plain", "peakMegabytes"))} MB`,
        ratio: peak / of("plain", "peakMegabytes"),
        target: "≤ 100 MB",
        met: peak <= 100,
      },
    ];
  } finally {
    await fake.close();
  }
}

async function storedChats(dataDirectory) {
  const sidecar = await startSidecar(dataDirectory);
  try {
    return (await sidecar.request("chat/list", { limit: 500 })).chats.length;
  } finally {
    await sidecar.close();
  }
}

/** Runs a program to its end: when its first byte came, when it ended, how much memory it had. */
function firstByte(program, args) {
  return new Promise((resolve, reject) => {
    const spawnedAt = performance.now();
    const child = spawn(program, args, { stdio: ["ignore", "pipe", "pipe"] });
    let firstByteMs = Number.NaN;
    let peakMegabytes = 0;
    let errors = "";
    const watch = setInterval(() => (peakMegabytes = Math.max(peakMegabytes, memory(/** @type {number} */ (child.pid))?.peak ?? 0)), 10);
    child.stdout.on("data", () => {
      if (Number.isNaN(firstByteMs)) firstByteMs = performance.now() - spawnedAt;
    });
    child.stderr.on("data", (data) => (errors += data));
    child.once("error", reject);
    child.once("close", (code) => {
      clearInterval(watch);
      if (code !== 0) return reject(new Error(`${program} ${args.join(" ")} ended with code ${code}.\n${errors}`));
      resolve({ firstByteMs, endedMs: performance.now() - spawnedAt, peakMegabytes });
    });
  });
}

function atMost(measure, product, reference, referenceName, most) {
  return {
    measure,
    product: `${rounded(product)} ms`,
    reference: `${rounded(reference)} ms ${referenceName}`,
    ratio: product / reference,
    target: `≤ ${most}`,
    met: product / reference <= most,
  };
}
