// Streaming through the sidecar and JSON-RPC to a vscode-jsonrpc client, against a plain C# reader of the same server.
import { buildTool, startLineTool } from "./lib/dotnet.mjs";
import { startFakeServer } from "./lib/fake-llm.mjs";
import { inTurn, median, quantile } from "./lib/figures.mjs";
import { startSidecar, temporaryDirectory } from "./lib/sidecar.mjs";
import { rounded } from "./lib/table.mjs";
import { cpuSecondsOfAll, memory } from "./lib/usage.mjs";
import { measureSlowReader } from "./slow-reader.mjs";

const tokens = 20_000;
const tokenSize = 5;
const pacedTokens = 500;

/** @returns {Promise<import("./lib/table.mjs").Row[]>} */
export async function measureStreams({ quick }) {
  const limit = await buildTool("limit");
  const fake = await startFakeServer();
  try {
    const rows = [];
    for (const streams of [1, 32]) rows.push(...(await atFullSpeed({ limit, fake, streams, quick })));
    for (const streams of [1, 32]) rows.push(...(await paced({ limit, fake, streams, quick })));
    return [...rows, ...(await measureSlowReader({ fake, quick }))];
  } finally {
    await fake.close();
  }
}

async function atFullSpeed({ limit, fake, streams, quick }) {
  const base = fake.openAi(`tokens=${tokens},size=${tokenSize}`);
  return withBoth(limit, base, async ({ plain, sidecar, model }) => {
    const variants = {
      plain: async () => {
        const { tokens: came, seconds, cpu } = await withCpu(plain.pid, () => plain.ask({ url: `${base}/chat/completions`, streams }));
        expectTokens(came, streams * tokens);
        return { tokensPerSecond: came / seconds, cpu };
      },
      product: async () => {
        const create = () => sidecar.request("chat/create", { model });
        const chats = await Promise.all(Array.from({ length: streams }, create));
        let [characters, lastToken] = [0, 0];
        const onText = (/** @type {string} */ text) => {
          characters += text.length;
          lastToken = performance.now();
        };
        // To the last token, as the plain reader's clock; what storing the reply takes after it is told in a row of its own.
        const { seconds, storingMs, cpu } = await withCpu(sidecar.pid, async () => {
          const started = performance.now();
          await Promise.all(chats.map(({ chatId }) => sidecar.send(chatId, onText)));
          return { seconds: (lastToken - started) / 1000, storingMs: performance.now() - lastToken };
        });
        expectTokens(characters / tokenSize, streams * tokens);
        return { tokensPerSecond: (streams * tokens) / seconds, storingMs, cpu };
      },
    };
    // Both are warm when they are measured: the compiler of .NET is not what is compared.
    await inTurn(streams === 1 ? 4 : 2, variants);
    const [usual, few] = streams === 1 ? [15, 5] : [7, 3];
    const rounds = await inTurn(quick ? few : usual, variants);
    const of = (name, figure) => median(rounds[name].map((round) => round[figure]));
    const [product, reference] = [of("product", "tokensPerSecond"), of("plain", "tokensPerSecond")];
    const name = `${streams === 1 ? "1 stream" : `${streams} streams`} at full speed`;
    // A round of one stream is a few clock ticks long: only their sum says something.
    const cpuPerRound = (side) => rounds[side].reduce((sum, { cpu }) => sum + cpu, 0) / rounds[side].length;
    const [productCpu, plainCpu] = [cpuPerRound("product"), cpuPerRound("plain")];
    const [productPeak, plainPeak] = [memory(sidecar.pid)?.peak ?? Number.NaN, memory(plain.pid)?.peak ?? Number.NaN];
    return [
      {
        measure: `${name}: tokens/s`,
        product: rounded(product),
        reference: `${rounded(reference)} plain C# reader`,
        ratio: product / reference,
        target: "≥ 0.9",
        met: product / reference >= 0.9,
      },
      { measure: `${name}: last token to stored and answered`, product: `${rounded(of("product", "storingMs"))} ms` },
      {
        measure: `${name}: processor`,
        product: `${rounded(productCpu)} s`,
        reference: `${rounded(plainCpu)} s`,
        ratio: productCpu / plainCpu,
      },
      {
        measure: `${name}: peak memory`,
        product: `${rounded(productPeak)} MB`,
        reference: `${rounded(plainPeak)} MB`,
        ratio: productPeak / plainPeak,
      },
    ];
  });
}

async function paced({ limit, fake, streams, quick }) {
  const base = fake.openAi(`tokens=${quick ? 200 : pacedTokens},interval=10,style=stamp`);
  return withBoth(limit, base, async ({ plain, sidecar, model }) => {
    const variants = {
      plain: async () => {
        const { latencyP50Ms, latencyP99Ms } = await plain.ask({ url: `${base}/chat/completions`, streams });
        return { p50: latencyP50Ms, p99: latencyP99Ms };
      },
      product: async () => {
        const latencies = [];
        const read = (/** @type {string} */ text) => {
          const now = process.hrtime.bigint();
          for (const [, stamp] of text.matchAll(/ #(\d+)/g)) latencies.push(Number(now - BigInt(stamp)) / 1e6);
        };
        await Promise.all(Array.from({ length: streams }, () => sidecar.ask(model, read)));
        return { p50: quantile(latencies, 0.5), p99: quantile(latencies, 0.99) };
      },
    };
    await inTurn(1, variants);
    const rounds = await inTurn(quick ? 1 : 3, variants);
    const name = `${streams === 1 ? "1 stream" : `${streams} streams`} at 100 tokens/s`;
    return [
      { q: "p50", most: 1 },
      { q: "p99", most: 8 },
    ].map(({ q, most }) => {
      const [product, reference] = [median(rounds.product.map((round) => round[q])), median(rounds.plain.map((round) => round[q]))];
      const added = product - reference;
      return {
        measure: `${name}: latency ${q}`,
        product: `${product.toFixed(2)} ms, ${added.toFixed(2)} added`,
        reference: `${reference.toFixed(2)} ms`,
        ratio: product / reference,
        target: `added ≤ ${most} ms`,
        met: added <= most,
      };
    });
  });
}

async function withBoth(limit, base, measure) {
  const directory = temporaryDirectory();
  const plain = startLineTool(limit);
  const sidecar = await startSidecar(directory.folder);
  try {
    return await measure({ plain, sidecar, model: await sidecar.addFake("fake", base) });
  } finally {
    await Promise.all([plain.close(), sidecar.close()]);
    directory.delete();
  }
}

/** Adds the processor time of a process to what an action gives. */
async function withCpu(pid, action) {
  const before = cpuSecondsOfAll(pid);
  const result = await action();
  return { ...result, cpu: cpuSecondsOfAll(pid) - before };
}

function expectTokens(came, expected) {
  if (came !== expected) throw new Error(`${came} tokens came where ${expected} were sent.`);
}
