// The embedded engine against llama.cpp's own server, on the same model and threads. It is skipped, visibly, where one is missing.
//   LLAMA_SERVER: the server's program (default ../shared/bin/llama-server beside the repository)
//   LLAMA_MODEL: a GGUF file (default: the starter model, where a chat has already fetched it)
import { existsSync } from "node:fs";
import path from "node:path";
import { root } from "../../scripts/lib/paths.mjs";
import { startEngine } from "./lib/engine.mjs";
import { inTurn, median } from "./lib/figures.mjs";
import { startLlamaServer } from "./lib/llama-server.mjs";
import { findStarterModel } from "./lib/starter-model.mjs";
import { rounded } from "./lib/table.mjs";

const contextLength = 2048;
const maxTokens = 128;
const allowed = 0.95;

/** @returns {Promise<import("./lib/table.mjs").Row[]>} */
export async function measureEngine({ quick }) {
  const program = process.env.LLAMA_SERVER ?? path.join(root, "../shared/bin/llama-server");
  const model = process.env.LLAMA_MODEL ?? findStarterModel();
  if (!existsSync(program)) return [skipped("there is no llama-server: set LLAMA_SERVER")];
  if (!model || !existsSync(model)) return [skipped("there is no model: set LLAMA_MODEL")];

  const engine = await startEngine();
  const threads = engine.physicalCores;
  const server = await startLlamaServer({ program, model, threads, contextLength });
  let round = 0;
  const both = (ask) => () =>
    ask({ messages: [{ role: "user", content: question(Math.floor(round++ / 2)) }], model, threads, contextLength, maxTokens });
  try {
    const variants = { product: both(engine.ask), server: both(server.ask) };
    await inTurn(1, variants);
    const rounds = await inTurn(quick ? 2 : 5, variants);
    const of = (name, figure) => median(rounds[name].map((each) => each[figure]));
    return ["prompt", "generation"].map((part) => {
      const [product, reference] = [of("product", part), of("server", part)];
      return {
        measure: `engine: ${part} tokens/s, ${threads} threads, ${path.basename(model)}`,
        product: rounded(product),
        reference: `${rounded(reference)} llama-server`,
        ratio: product / reference,
        target: `≥ ${allowed}`,
        met: product / reference >= allowed,
      };
    });
  } finally {
    await Promise.all([engine.close(), server.close()]);
  }
}

/** A prompt of some hundred tokens that begins anew in each round, so that nothing of it is in a cache. */
const question = (/** @type {number} */ round) =>
  `Story number ${round}. ${"A traveller walks from one village to the next and tells what happened there. ".repeat(24)}Go on with this story in many words.`;

const skipped = (/** @type {string} */ why) => ({ measure: "engine against llama-server", product: `skipped: ${why}` });
