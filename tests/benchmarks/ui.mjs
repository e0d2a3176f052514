// npm run bench:ui: the chat view as it is shipped, in a real browser and under its own content security policy, with 10,000 messages and
// with an answer of 100,000 tokens, beside a page that only appends the same tokens as plain text. Needs a build.
//   --json <file> the rows as JSON as well
import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { main } from "../../scripts/lib/steps.mjs";
import { describeMachine } from "./lib/machine.mjs";
import { printTable } from "./lib/table.mjs";
import { measureHugeChats } from "./ui-huge.mjs";

const { values: options } = parseArgs({ options: { json: { type: "string" } } });

await main(async () => {
  const machine = describeMachine();
  for (const [name, value] of machine) console.log(`${name.padEnd(12)} ${value}`);
  const rows = await measureHugeChats();
  console.log("\nRatios are product to reference; the page that is compared with only appends text.\n");
  printTable(rows);
  if (options.json) writeFileSync(options.json, `${JSON.stringify({ machine: Object.fromEntries(machine), rows }, null, 2)}\n`);
});
