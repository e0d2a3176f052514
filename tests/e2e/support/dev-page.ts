import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { createInterface } from "node:readline";
import type { Browser, Page } from "playwright-core";
import { launchBrowser } from "./workbench.js";

const serve = path.resolve(import.meta.dirname, "../../../extension/webviews/dev/serve.mjs");
const axe = createRequire(import.meta.url).resolve("axe-core/axe.min.js");

/** What the page of the scenes and axe put on its window. */
interface DevWindow {
  applyTheme: (name: string) => void;
  sceneNames: string[];
  axe: { run: (root: Document, options: object) => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
}

/** The chat view with made-up data in every state, in a real browser and without a workbench. */
export class DevPage {
  private constructor(
    readonly page: Page,
    private readonly url: string,
    private readonly axeSource: string,
    private readonly browser: Browser,
    private readonly server: ChildProcess,
  ) {}

  static async open(): Promise<DevPage> {
    const server = spawn(process.execPath, [serve, "--port", "0"], { stdio: ["ignore", "pipe", "inherit"] });
    const [url] = (await once(createInterface(server.stdout), "line")) as [string];
    const browser = await launchBrowser();
    const page = await browser.newPage({ viewport: { width: 420, height: 800 }, reducedMotion: "reduce" });
    return new DevPage(page, url, await readFile(axe, "utf8"), browser, server);
  }

  async show(scene: string, theme = "dark", language = "en"): Promise<void> {
    await this.page.goto(`${this.url}?scene=${scene}&theme=${theme}&language=${language}`);
    await this.page.locator(".app").waitFor();
    // What the fake host tells arrives in tasks of their own.
    await this.page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 100)));
  }

  /** All scenes that are not endless. */
  async scenes(): Promise<string[]> {
    await this.show("empty");
    const names = await this.page.evaluate(() => (window as unknown as DevWindow).sceneNames);
    return names.filter((name) => name !== "long");
  }

  theme(name: string): Promise<void> {
    return this.page.evaluate((chosen) => (window as unknown as DevWindow).applyTheme(chosen), name);
  }

  /** What axe finds wrong, by its rule and the element. Without rules named: by all but those that are given. */
  async faults(options: { only?: string[]; without?: string[] }): Promise<string[]> {
    await this.page.evaluate(this.axeSource);
    return this.page.evaluate(async ({ only, without = [] }) => {
      const { axe: checker } = window as unknown as DevWindow;
      const { violations } = await checker.run(document, {
        resultTypes: ["violations"],
        ...(only ? { runOnly: { type: "rule", values: only } } : {}),
        rules: Object.fromEntries(without.map((rule) => [rule, { enabled: false }])),
      });
      return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 120)}`));
    }, options);
  }

  async close(): Promise<void> {
    await this.browser.close();
    this.server.kill();
  }
}
