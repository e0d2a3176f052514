// npm run build: everything that a user runs, for this platform.
import { buildSteps } from "./lib/build.mjs";
import { checkTools, installPackages } from "./lib/install.mjs";
import { doSteps, main } from "./lib/steps.mjs";

await main(() =>
  doSteps([
    { name: "Check the tools", action: checkTools },
    { name: "Install npm packages", fix: "check that the npm registry can be reached.", action: installPackages },
    ...buildSteps,
  ]),
);
