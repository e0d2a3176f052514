// npm run bench: measures the product in one run and prints one table of ratios, with the machine described.
//   --only stream|start|storage|engine (more than once)   --quick fewer rounds and smaller data   --json <file> the rows as JSON as well
import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { main, StepFailed } from "../../scripts/lib/steps.mjs";
import { measureEngine } from "./engine.mjs";
import { describeMachine } from "./lib/machine.mjs";
import { printTable } from "./lib/table.mjs";
import { measureStart } from "./start.mjs";
import { measureStorage } from "./storage.mjs";
import { measureStreams } from "./stream.mjs";

const suites = { stream: measureStreams, start: measureStart, storage: measureStorage, engine: measureEngine };

const { values: options } = parseArgs({
  options: { only: { type: "string", multiple: true }, quick: { type: "boolean", default: false }, json: { type: "string" } },
});

await main(async () => {
  if (process.platform !== "linux")
    throw new StepFailed("The benchmarks read /proc and compare clocks across processes: they run on Linux only.");
  const unknown = options.only?.find((name) => !(name in suites));
  if (unknown) throw new StepFailed(`There is no suite "${unknown}". The suites are ${Object.keys(suites).join(", ")}.`);

  const machine = describeMachine();
  for (const [name, value] of machine) console.log(`${name.padEnd(12)} ${value}`);
  const rows = [];
  for (const [name, measure] of Object.entries(suites)) {
    if (options.only && !options.only.includes(name)) continue;
    console.log(`measuring ${name} …`);
    rows.push(...(await measure(options)));
  }
  console.log(`\nRatios are product to reference${options.quick ? "; quick run: few rounds, small data" : ""}.\n`);
  printTable(rows);
  if (options.json) writeFileSync(options.json, `${JSON.stringify({ machine: Object.fromEntries(machine), rows }, null, 2)}\n`);
});
