// npm run bench:ui: how long the extension takes to be activated; the chat view in the real workbench beside the least chat that an extension can
// have, and as it is shipped in a page of its own with 10,000 messages and with an answer of 100,000 tokens, beside a page that only appends the
// same tokens as plain text. Needs a build.
//   --only activation|workbench|huge   --quick fewer rounds   --json <file> the rows as JSON as well
import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { main, StepFailed } from "../../scripts/lib/steps.mjs";
import { describeMachine } from "./lib/machine.mjs";
import { printTable } from "./lib/table.mjs";
import { measureActivation } from "./ui-activation.mjs";
import { measureHugeChats } from "./ui-huge.mjs";
import { measureWorkbench } from "./ui-workbench.mjs";

const suites = { activation: measureActivation, workbench: measureWorkbench, huge: measureHugeChats };

const { values: options } = parseArgs({
  options: { only: { type: "string" }, quick: { type: "boolean", default: false }, json: { type: "string" } },
});

await main(async () => {
  const machine = describeMachine();
  for (const [name, value] of machine) console.log(`${name.padEnd(12)} ${value}`);
  if (options.only && !(options.only in suites))
    throw new StepFailed(`There is no suite "${options.only}". The suites are ${Object.keys(suites).join(", ")}.`);
  const rows = [];
  for (const [name, measure] of Object.entries(suites)) {
    if (options.only && options.only !== name) continue;
    console.log(`measuring ${name} …`);
    rows.push(...(await measure(options)));
  }
  console.log("\nRatios are product to reference; what is compared with only appends text.\n");
  printTable(rows);
  if (options.json) writeFileSync(options.json, `${JSON.stringify({ machine: Object.fromEntries(machine), rows }, null, 2)}\n`);
});
