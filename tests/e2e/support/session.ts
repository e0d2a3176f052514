import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import type { Browser, BrowserContext } from "playwright-core";
import { sidecarPath } from "../../../scripts/lib/paths.mjs";
import type { ChatGetResult, ChatListResult, ChatMessage } from "../../../shared-protocol/generated/protocol.js";
import { installExtension, serveWorkbench } from "../../../scripts/workbench/serve.mjs";
import { addLanguage } from "./language.js";
import { launchBrowser, Workbench } from "./workbench.js";

const settings = {
  "workbench.colorTheme": "Default Dark Modern",
  "workbench.reduceMotion": "on",
  // Requests are counted: each one is the test's own.
  "aiChatLocal.nameChats": false,
  "workbench.editor.useModal": "off",
  "editor.accessibilitySupport": "off",
  "editor.minimap.enabled": false,
  "editor.editContext": false,
  "files.hotExit": "off",
  "git.openRepositoryInParentFolders": "never",
  "window.confirmBeforeClose": "never",
};

export interface Options {
  /** First part of the names of its screenshots. */
  series: string;
  /** Further variables of the workbench, which the sidecar inherits. */
  env?: Record<string, string>;
  /** A .vsix to install; else this checkout's extension is used. */
  vsix?: string;
  /** Folders of further extensions. */
  alsoLink?: string[];
  settings?: object;
  width?: number;
  height?: number;
  /** The display language; else English. */
  language?: string;
}

/** A workbench with an empty data directory and a small workspace, and the browser that shows it. */
export class Session {
  private constructor(
    readonly folder: string,
    readonly workspace: string,
    readonly dataDirectory: string,
    readonly workbench: Workbench,
    private readonly browser: Browser,
    private readonly options: Options,
    private readonly server: Awaited<ReturnType<typeof serveWorkbench>>,
  ) {}

  /** @param prepare runs before the workbench starts, with the data directory to fill */
  static async start(options: Options, prepare: (dataDirectory: string) => Promise<void> = () => Promise.resolve()): Promise<Session> {
    const folder = mkdtempSync(path.join(tmpdir(), "acl-"));
    const workspace = path.join(folder, "ws");
    const dataDirectory = path.join(folder, "data");
    mkdirSync(workspace);
    mkdirSync(dataDirectory);
    writeFileSync(path.join(workspace, "add.js"), "function add(a, b) {\n  return a + b;\n}\n");
    await prepare(dataDirectory);
    if (options.language !== undefined) addLanguage(folder, options.language);
    const extensions = path.join(folder, "extensions");
    if (options.vsix !== undefined) await installExtension(options.vsix, extensions, path.join(folder, "user"));
    const server = await serveWorkbench({
      folder,
      ...(options.vsix === undefined ? {} : { extensions }),
      isolateHome: true,
      ...(options.alsoLink === undefined ? {} : { alsoLink: options.alsoLink }),
      settings: { ...settings, ...options.settings },
      ...(options.language === undefined ? {} : { language: options.language }),
      env: { AI_CHAT_LOCAL_DATA_DIR: dataDirectory, AI_CHAT_LOCAL_PROBE: "none", ...options.env },
    });
    const browser = await launchBrowser();
    const context = await newContext(browser, options);
    const workbench = await Workbench.open(context, server.url, workspace, options.series);
    return new Session(folder, workspace, dataDirectory, workbench, browser, options, server);
  }

  /** A further window, on a folder of its own and with an extension host and a sidecar of its own, on the same data directory. */
  async openWindow(name: string): Promise<Workbench> {
    const folder = path.join(this.folder, name);
    mkdirSync(folder);
    const context = await newContext(this.browser, this.options);
    return Workbench.open(context, this.server.url, folder, `${this.options.series}-${name}`);
  }

  /** How many sidecars run on this data directory: one for each window. */
  countSidecars(): number {
    return this.sidecars().length;
  }

  /** Runs the sidecar's command line on this session's data. */
  cli(...args: string[]): Promise<string> {
    return runSidecar(this.dataDirectory, ...args);
  }

  /** The messages of the chat that changed last, as the command line tells them. */
  async lastChat(): Promise<ChatMessage[]> {
    const { chats } = JSON.parse(await this.cli("chats", "--json")) as ChatListResult;
    const { messages } = JSON.parse(await this.cli("chats", "show", chats[0]?.chatId ?? "", "--json")) as ChatGetResult;
    return messages;
  }

  /** `kill -9` for the sidecar that the extension started. */
  killSidecar(): void {
    for (const id of this.sidecars()) process.kill(Number(id), "SIGKILL");
  }

  /** The program of the sidecar that the extension started. */
  sidecarProgram(): string {
    return readlinkSync(`/proc/${this.sidecars()[0] ?? ""}/exe`);
  }

  private sidecars(): string[] {
    const found = readdirSync("/proc").filter((id) => /^\d+$/.test(id) && this.isSidecar(id));
    if (found.length === 0) throw new Error("No sidecar of this session runs.");
    return found;
  }

  private isSidecar(id: string): boolean {
    try {
      const isStdio = readFileSync(`/proc/${id}/cmdline`, "utf8").split("\0").includes("--stdio");
      return isStdio && readFileSync(`/proc/${id}/environ`, "utf8").includes(`AI_CHAT_LOCAL_DATA_DIR=${this.dataDirectory}\0`);
    } catch {
      return false; // It ended while it was looked at.
    }
  }

  async stop(): Promise<void> {
    for (const context of this.browser.contexts()) await context.close();
    await this.browser.close();
    await this.server.stop();
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

const newContext = (browser: Browser, { width = 1280, height = 800 }: Options): Promise<BrowserContext> =>
  browser.newContext({ viewport: { width, height }, reducedMotion: "reduce", permissions: ["clipboard-read", "clipboard-write"] });

export async function runSidecar(dataDirectory: string, ...args: string[]): Promise<string> {
  const running = promisify(execFile)(sidecarPath(), ["--data-dir", dataDirectory, ...args], { maxBuffer: 1 << 26 });
  // A pipe that stays open is part of a question, which waits for its end.
  running.child.stdin?.end();
  return (await running).stdout;
}
