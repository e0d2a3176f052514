import { spawn } from "node:child_process";
import { existsSync, mkdirSync, openSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { closeSync } from "node:fs";
import path from "node:path";
import { extension } from "../lib/paths.mjs";
import { run, StepFailed } from "../lib/steps.mjs";
import { workbenchEntry, workbenchNode } from "./install.mjs";

/** Nothing is looked up, updated or reported by the workbench itself. */
const quiet = {
  "security.workspace.trust.enabled": false,
  "telemetry.telemetryLevel": "off",
  "update.mode": "none",
  "update.showReleaseNotes": false,
  "extensions.autoUpdate": false,
  "extensions.autoCheckUpdates": false,
  "extensions.ignoreRecommendations": true,
  "workbench.enableExperiments": false,
  "workbench.settings.enableNaturalLanguageSearch": false,
  "workbench.startupEditor": "none",
  "workbench.tips.enabled": false,
  "workbench.welcomePage.walkthroughs.openOnInstall": false,
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "chat.disableAIFeatures": true,
  "npm.fetchOnlinePackageInfo": false,
  "json.schemaDownload.enable": false,
  "typescript.disableAutomaticTypeAcquisition": true,
  "git.autofetch": false,
};

/** Puts an extension into an extensions folder, as a link: a build is seen after a reload of the window. */
function linkExtension(from, extensions) {
  const { publisher, name, version } = JSON.parse(readFileSync(path.join(from, "package.json"), "utf8"));
  const link = path.join(extensions, `${publisher}.${name}-${version}`);
  if (!existsSync(link)) symlinkSync(from, link, "dir");
}

/** Installs a .vsix into an extensions folder, as a user does it: `code --install-extension`. */
export async function installExtension(vsix, extensions, user) {
  await run(workbenchNode, [workbenchEntry, "--extensions-dir", extensions, "--user-data-dir", user, "--install-extension", vsix], {
    env: { EXTENSIONS_GALLERY: "{}" },
  });
}

/**
 * Starts the web workbench with the extension in it, on loopback and without a password.
 * @param {{ folder: string, port?: number, settings?: object, env?: object, language?: string, extensions?: string, alsoLink?: string[], isolateHome?: boolean, onExit?: (code: number) => void }} options
 *   `folder` holds its state; keep it short, since a socket's path in it is limited to 107 bytes. `extensions`: a folder to use instead of
 *   one that links this checkout's extension. `alsoLink`: folders of further extensions. `language`: the display
 *   language, if there is a pack for it.
 */
export async function serveWorkbench({
  folder,
  port = 0,
  settings = {},
  env = {},
  language,
  extensions,
  alsoLink = [],
  isolateHome = false,
  onExit,
}) {
  const user = path.join(folder, "user");
  const ownExtensions = extensions ?? path.join(folder, "extensions");
  const home = path.join(folder, "home");
  const sockets = path.join(folder, "run");
  for (const needed of [path.join(user, "User"), ownExtensions, home, sockets]) mkdirSync(needed, { recursive: true });
  if (!extensions) linkExtension(extension, ownExtensions);
  for (const other of alsoLink) linkExtension(other, ownExtensions);
  const settingsFile = path.join(user, "User", "settings.json");
  if (!existsSync(settingsFile)) writeFileSync(settingsFile, JSON.stringify({ ...quiet, ...settings }, null, 2));

  const log = path.join(folder, "workbench.log");
  const output = openSync(log, "w");
  const child = spawn(
    workbenchNode,
    [
      workbenchEntry,
      ...["--auth", "none", "--bind-addr", `127.0.0.1:${port}`, "--config", path.join(folder, "code-server.yaml")],
      ...["--disable-telemetry", "--disable-update-check", "--disable-workspace-trust", "--disable-getting-started-override"],
      ...["--disable-proxy", "--ignore-last-opened", "--app-name", "AI Chat Local"],
      ...["--user-data-dir", user, "--extensions-dir", ownExtensions],
      ...(language === undefined ? [] : ["--locale", language]),
    ],
    {
      cwd: folder,
      detached: true,
      stdio: ["ignore", output, output],
      env: {
        ...process.env,
        ...(isolateHome
          ? { HOME: home, XDG_CONFIG_HOME: `${home}/.config`, XDG_DATA_HOME: `${home}/.local/share`, XDG_CACHE_HOME: `${home}/.cache` }
          : {}),
        ...env,
        XDG_RUNTIME_DIR: sockets,
        PATH: path.dirname(workbenchNode) + path.delimiter + process.env.PATH,
        // An empty gallery: the workbench asks no marketplace.
        EXTENSIONS_GALLERY: "{}",
      },
    },
  );
  closeSync(output);
  let ended;
  const exit = new Promise((resolve) => child.once("exit", (code) => resolve((ended = code ?? 1))));
  if (onExit) void exit.then(onExit);

  const address = await listening();
  return { url: `http://127.0.0.1:${address}`, port: address, pid: child.pid, log, user, stop };

  async function listening() {
    for (const started = Date.now(); Date.now() - started < 60_000; await new Promise((resolve) => setTimeout(resolve, 50))) {
      const said = readFileSync(log, "utf8");
      const found = /HTTP server listening on \S*?:(\d+)/.exec(said);
      if (found) return Number(found[1]);
      if (/EADDRINUSE/.test(said)) {
        await stop();
        throw new StepFailed(`Port ${port} is taken by another program. Choose another one: npm start -- --port ${port + 1}`);
      }
      if (ended !== undefined) throw new StepFailed(`The workbench ended with code ${ended}.\n${said.slice(-3000)}`);
    }
    await stop();
    throw new StepFailed(`The workbench did not answer within a minute.\n${readFileSync(log, "utf8").slice(-3000)}`);
  }

  /** Ends the workbench and all that it started; done when they are gone. */
  async function stop() {
    const signal = (name) => {
      try {
        process.kill(-child.pid, name);
      } catch {
        // Gone already.
      }
    };
    signal("SIGTERM");
    const patience = setTimeout(() => signal("SIGKILL"), 5000);
    await exit;
    clearTimeout(patience);
    signal("SIGKILL");
  }
}
