import { existsSync } from "node:fs";
import path from "node:path";
import { unlessFresh } from "./fresh.mjs";
import { engineFolder, rid, root, sidecarFolder, sidecarPath } from "./paths.mjs";
import { run } from "./steps.mjs";

const dotnetInputs = ["server", "shared-protocol", "Directory.Build.props", "Directory.Packages.props", "global.json"].filter((entry) =>
  existsSync(path.join(root, entry)),
);

export const buildSidecar = (forRid = rid) =>
  unlessFresh({ name: `sidecar-${forRid}`, inputs: dotnetInputs, output: sidecarPath(forRid) }, () =>
    run("dotnet", ["publish", "server/AiChatLocal.Server", "-c", "Release", "-r", forRid, "-o", sidecarFolder(forRid), "-v", "quiet"]),
  );

export const buildEngine = () =>
  unlessFresh(
    {
      name: "engine",
      inputs: ["server/engine", "shared-protocol/generated", "package-lock.json"],
      output: path.join(engineFolder, "engine.mjs"),
    },
    () => run(process.execPath, ["server/engine/build.mjs"]),
  );

/** Each time: it takes two seconds, and what `npm run watch` left there is a development build. */
export async function buildExtension() {
  await run(process.execPath, ["extension/build.mjs"]);
}

/** The steps from sources to a product that runs on this machine. */
export const buildSteps = [
  {
    name: "Build the sidecar",
    fix: "read the compiler's message above; a failed restore means that a NuGet source cannot be reached.",
    action: () => buildSidecar(),
  },
  { name: "Build the engine", fix: "delete node_modules and try again.", action: buildEngine },
  { name: "Build the extension", fix: "delete node_modules and try again.", action: buildExtension },
];
