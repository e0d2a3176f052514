// A very long reply to a reader that is slower than the model: the sidecar has to slow the model down, not to remember the rest.
import { Transform } from "node:stream";
import { startSidecar, temporaryDirectory } from "./lib/sidecar.mjs";
import { rounded } from "./lib/table.mjs";
import { memory } from "./lib/usage.mjs";

const bytesPerSecond = 2_000_000;
const mostMegabytes = 50;

/** Lets bytes pass at a pace, and takes no more of them in the meantime. */
class Throttle extends Transform {
  constructor() {
    super({ highWaterMark: 16_384 });
  }

  /** @override */
  _transform(chunk, _encoding, done) {
    setTimeout(() => done(null, chunk), (chunk.length / bytesPerSecond) * 1000);
  }
}

/** @returns {Promise<import("./lib/table.mjs").Row[]>} */
export async function measureSlowReader({ fake, quick }) {
  const tokens = quick ? 500_000 : 2_000_000;
  const directory = temporaryDirectory();
  const sidecar = await startSidecar(directory.folder, { through: (stdout) => stdout.pipe(new Throttle()) });
  try {
    const model = await sidecar.addFake("fake", fake.openAi(`tokens=${tokens},size=5`));
    // The first reply loads what every reply needs.
    const first = await sidecar.addFake("first", fake.openAi("tokens=2000,size=5"));
    await sidecar.ask(first, () => {});
    const before = memory(sidecar.pid)?.resident ?? Number.NaN;
    let [most, characters] = [0, 0];
    const watch = setInterval(() => (most = Math.max(most, memory(sidecar.pid)?.resident ?? 0)), 50);
    await sidecar.ask(model, (text) => (characters += text.length));
    clearInterval(watch);
    if (characters !== tokens * 5) throw new Error(`${characters} characters came where ${tokens * 5} were sent.`);
    const added = most - before;
    return [
      {
        measure: `${rounded(tokens)} tokens to a reader of ${bytesPerSecond / 1e6} MB/s: memory`,
        product: `${rounded(added)} MB added`,
        reference: `${rounded(before)} MB before`,
        ratio: most / before,
        target: `< ${mostMegabytes} MB added`,
        met: added < mostMegabytes,
      },
    ];
  } finally {
    await sidecar.close();
    directory.delete();
  }
}
