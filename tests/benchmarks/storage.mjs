// Lists, last messages, searches and appends of a small and a large database, through the sidecar, against plain statements on bare SQLite.
import { startFakeServer } from "./lib/fake-llm.mjs";
import { median, quantile } from "./lib/figures.mjs";
import { prepareDatabases } from "./lib/databases.mjs";
import { startSidecar } from "./lib/sidecar.mjs";
import { rounded } from "./lib/table.mjs";

const questions = [
  { name: "chats", measure: "newest 50 chats", most: 20, mostGrowth: 2 },
  { name: "messages", measure: "last 50 messages", most: 20, mostGrowth: 2 },
  { name: "rare", measure: "search for a rare word", most: 100 },
  { name: "common", measure: "search for a common word", most: 100 },
  { name: "phrase", measure: "search for a phrase", most: 100 },
  { name: "append", measure: "question and one-token answer" },
];

/** @returns {Promise<import("./lib/table.mjs").Row[]>} */
export async function measureStorage({ quick }) {
  const sizes = quick ? [10_000, 100_000] : [10_000, 1_000_000];
  const runs = quick ? 40 : 200;
  const measured = [];
  for (const messages of sizes) {
    const databases = await prepareDatabases(messages);
    // In turn and not at once: both have the machine to themselves.
    measured.push({ product: await askProduct(databases, runs), bare: await databases.askBare(runs) });
  }
  const [small, large] = measured;
  return questions.flatMap(({ name, measure, most, mostGrowth }) => {
    const [product, bare] = [large.product[name], large.bare[name]];
    const growth = (side) => large[side][name].p50 / small[side][name].p50;
    return [
      {
        measure: `${measure}, ${rounded(sizes[1])} messages`,
        product: both(product),
        reference: `${both(bare)} bare SQLite`,
        ratio: product.p50 / bare.p50,
        ...(most && { target: `p95 ≤ ${most} ms`, met: product.p95 <= most }),
      },
      {
        measure: `${measure}, growth from ${rounded(sizes[0])}`,
        product: `${growth("product").toFixed(2)} × (from ${both(small.product[name])})`,
        reference: `${growth("bare").toFixed(2)} ×`,
        ratio: growth("product") / growth("bare"),
        ...(mostGrowth && { target: `< ${mostGrowth} ×`, met: growth("product") < mostGrowth }),
      },
    ];
  });
}

const both = ({ p50, p95 }) => `p50 ${rounded(p50)}, p95 ${rounded(p95)} ms`;

async function askProduct({ dataDirectory, words }, runs) {
  const fake = await startFakeServer();
  const sidecar = await startSidecar(dataDirectory);
  try {
    const model = await fakeModel(sidecar, fake.openAi("tokens=1"));
    const { chats } = await sidecar.request("chat/list", { limit: 50 });
    const search = (/** @type {string} */ query) => sidecar.request("chat/search", { query, limit: 20 });
    const asked = {
      chats: () => sidecar.request("chat/list", { limit: 50 }),
      messages: (/** @type {number} */ run) => sidecar.request("chat/get", { chatId: chats[run % chats.length].chatId, limit: 50 }),
      rare: (/** @type {number} */ run) => search(words.rare[run % words.rare.length]),
      common: () => search(words.common),
      phrase: () => search(`"${words.phrase}"`),
      append: (/** @type {number} */ run) =>
        sidecar.request("chat/send", { chatId: chats[0].chatId, replyId: `reply-${run}`, text: "and then?", model }),
    };
    expectFound("chat/list", chats, 50);
    expectFound("chat/get", (await asked.messages(0)).messages, 50);
    for (const name of ["rare", "common", "phrase"]) expectFound(name, (await asked[name](0)).hits, 1);

    const figures = {};
    for (const [name, ask] of Object.entries(asked)) {
      const times = [];
      for (let run = -3; run < runs; run++) {
        const started = performance.now();
        await ask(Math.max(run, 0));
        if (run >= 0) times.push(performance.now() - started);
      }
      figures[name] = { p50: median(times), p95: quantile(times, 0.95) };
    }
    return figures;
  } finally {
    await sidecar.close();
    await fake.close();
  }
}

/** The databases stay for later runs, in which the server has another port. */
async function fakeModel(sidecar, baseUrl) {
  const { providers } = await sidecar.request("providers/list", {});
  const old = providers.find(({ name }) => name === "fake");
  if (old) await sidecar.request("providers/remove", { providerId: old.providerId });
  return sidecar.addFake("fake", baseUrl);
}

function expectFound(what, found, atLeast) {
  if (found.length < atLeast) throw new Error(`${what} gave ${found.length} where at least ${atLeast} were expected.`);
}
