// npm run package [-- rid …]: a .vsix for each platform whose runtime pack restores; this machine's by default.
import path from "node:path";
import { buildExtension, buildSidecar } from "./lib/build.mjs";
import { checkTools, installPackages } from "./lib/install.mjs";
import { pack, targets } from "./lib/pack.mjs";
import { rid, root } from "./lib/paths.mjs";
import { doSteps, main } from "./lib/steps.mjs";

const wanted = process.argv.slice(2);
const rids = wanted.includes("all") ? Object.keys(targets) : wanted.length > 0 ? wanted : [rid];
const unknown = rids.filter((each) => !(each in targets));
if (unknown.length > 0) {
  console.error(`Unknown platform ${unknown.join(", ")}. Known: ${Object.keys(targets).join(", ")}, all.`);
  process.exit(2);
}

await main(() =>
  doSteps([
    { name: "Check the tools", action: checkTools },
    { name: "Install npm packages", action: installPackages },
    { name: "Build the extension", action: buildExtension },
    ...rids.flatMap((each) => [
      {
        name: `Build the sidecar for ${each}`,
        fix: "the runtime pack of this platform may not restore here.",
        action: () => buildSidecar(each),
      },
      { name: `Pack ${each}`, action: async () => path.relative(root, await pack(each)) },
    ]),
  ]),
);
