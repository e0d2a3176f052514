import { mkdirSync } from "node:fs";
import path from "node:path";
import { chromium, type Browser, type BrowserContext, type FrameLocator, type Locator, type Page } from "playwright-core";
import { findBrowser } from "../../../scripts/lib/install.mjs";

const extensionId = "ai-chat-local.ai-chat-local";
const shots = path.resolve(import.meta.dirname, "../../../artifacts/screenshots");
const webviewTimeoutMs = 60_000;
const bringBackMs = 1_000;

export function launchBrowser(): Promise<Browser> {
  const executablePath = findBrowser();
  if (executablePath === undefined) throw new Error("No Chromium was found; `npm test` installs one.");
  return chromium.launch({
    executablePath,
    headless: true,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      "--disable-dev-shm-usage",
      // Nothing outside this machine. A route of the driver's would refuse it as well, and turn the cache of the page off.
      "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
    ],
  });
}

const succeeds = (work: Promise<void>): Promise<boolean> =>
  work.then(
    () => true,
    () => false,
  );

const comes = (element: Locator): Promise<boolean> => succeeds(element.waitFor({ timeout: 3000 }));

/**
 * The service worker that serves webviews is registered and updated by the workbench before each of them, which shows nothing until Chromium has
 * looked for a newer one: that takes it five seconds after the first. There is none.
 */
function keepServiceWorkers(): void {
  if (!("serviceWorker" in navigator)) return;
  const workers = navigator.serviceWorker;
  const register = workers.register.bind(workers);
  workers.register = async (script, options) => {
    const { href } = new URL(script, location.href);
    const known = await workers.getRegistration(href);
    return known?.active?.scriptURL === href ? known : register(script, options);
  };
  ServiceWorkerRegistration.prototype.update = function () {
    return Promise.resolve(this);
  };
}

/** The VS Code workbench in a page. One browser context is one machine: secrets and layout live in it. */
export class Workbench {
  /** Addresses outside this machine that the page asked for; each was refused. */
  readonly refused = new Set<string>();
  readonly errors: string[] = [];

  private constructor(
    readonly page: Page,
    private readonly url: string,
    private readonly series: string,
  ) {}

  static async open(context: BrowserContext, serverUrl: string, folder: string, series: string): Promise<Workbench> {
    await context.addInitScript(keepServiceWorkers);
    const page = await context.newPage();
    page.setDefaultTimeout(40_000);
    const workbench = new Workbench(page, `${serverUrl}/?folder=${encodeURIComponent(folder)}`, series);
    // What the workbench's own service worker answers, under a name of its own, asks nobody.
    context.on("requestfailed", (request) => {
      if (request.failure()?.errorText === "net::ERR_NAME_NOT_RESOLVED") workbench.refused.add(request.url());
    });
    page.on("pageerror", (error) => workbench.errors.push(String(error)));
    await workbench.load();
    return workbench;
  }

  private async load(): Promise<void> {
    await this.page.goto(this.url, { timeout: 60_000 });
    await this.shown();
  }

  /** As its user does it: all that lives in the page and in the extension host ends and starts anew. */
  async reload(): Promise<void> {
    const loaded = this.page.waitForEvent("load", { timeout: 60_000 });
    await this.command("Developer: Reload Window");
    await loaded;
    await this.shown();
  }

  private async shown(): Promise<void> {
    await this.page.locator(".monaco-workbench .part.statusbar").waitFor({ timeout: 60_000 });
    await this.page.locator(".monaco-workbench .part.activitybar .action-item").first().waitFor({ timeout: 60_000 });
  }

  async screenshot(name: string): Promise<void> {
    mkdirSync(shots, { recursive: true });
    await this.page.screenshot({ path: path.join(shots, `${this.series}-${name}.png`) });
  }

  /** Runs a command by its exact title, category included, from the command palette. */
  async command(title: string): Promise<void> {
    const row = this.commandRow(title);
    for (let attempt = 0; attempt < 5; attempt++) {
      const input = await this.quickInput("F1");
      // What is open may be the palette of the command before, which is about to close.
      if ((await succeeds(input.fill(`>${title}`, { timeout: 5000 }))) && (await comes(row))) {
        await row.click();
        return;
      }
      await this.page.keyboard.press("Escape");
    }
    throw new Error(`The command palette does not offer ${title}`);
  }

  /** By all of its words: what was typed is marked in the titles that begin with it, as if it was one of its own. */
  private commandRow(title: string): Locator {
    const words = title.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
    return this.page
      .locator(".quick-input-list .monaco-list-row")
      .filter({ has: this.page.locator(".label-name", { hasText: new RegExp(`^${words}$`) }) })
      .first();
  }

  /** The same without a mouse. */
  async commandByKeys(title: string): Promise<void> {
    const row = this.page.locator(".quick-input-list .monaco-list-row.focused").getByText(title, { exact: true }).first();
    for (let attempt = 0; attempt < 5; attempt++) {
      const input = await this.quickInput("F1");
      await input.fill(`>${title}`);
      // A workbench that has just started may not have read yet what extensions contribute.
      const offered = await comes(row);
      await this.page.keyboard.press(offered ? "Enter" : "Escape");
      await input.waitFor({ state: "hidden" });
      if (offered) return;
    }
    throw new Error(`The command palette does not offer ${title}`);
  }

  async chooseTheme(label: string): Promise<void> {
    await this.command("Preferences: Color Theme");
    const input = this.page.locator('.quick-input-widget:visible input[type="text"]');
    await input.fill(label);
    await this.quickRow(label).click();
    await input.waitFor({ state: "hidden" });
  }

  async openFile(name: string): Promise<Locator> {
    const row = this.quickRow(name);
    const editor = this.page.locator(`.part.editor .monaco-editor[data-uri$="/${name}"]`);
    for (let attempt = 0; attempt < 5; attempt++) {
      const input = await this.quickInput("Control+P");
      await input.fill(name);
      // One that was just written may not be among the files that were listed last.
      const listed = await comes(row);
      if (listed) await row.click();
      else await this.page.keyboard.press("Escape");
      await input.waitFor({ state: "hidden" });
      // A list that changed in the moment of the click opened another one.
      if (listed && (await comes(editor))) return editor;
    }
    throw new Error(`The workbench does not find the file ${name}`);
  }

  /** Opens the quick input; a workbench that has just started may not listen to its keys yet. */
  private async quickInput(key: string): Promise<Locator> {
    const input = this.page.locator('.quick-input-widget:visible input[type="text"]');
    for (let attempt = 0; attempt < 5; attempt++) {
      await this.page.keyboard.press(key);
      if (await comes(input)) return input;
    }
    throw new Error(`${key} opened no quick input`);
  }

  quickRow(text: string | RegExp): Locator {
    return this.page.locator(".quick-input-list .monaco-list-row").filter({ hasText: text }).first();
  }

  statusItem(idPart: string): Locator {
    return this.page.locator(`.part.statusbar .statusbar-item[id*="${idPart}"]`);
  }

  /** Opens the chat view by its icon in the activity bar, unless it is shown already. Chats in editors are not it. */
  async openChat(): Promise<FrameLocator> {
    const tab = this.page.locator(".part.activitybar").getByRole("tab", { name: "AI Chat Local" });
    await tab.waitFor({ timeout: 60_000 });
    // A workbench that was loaded anew may bring the view back by itself at the moment of the click, which hides it then: hence again.
    const view = await this.webview("body:not([data-tab]) #root *", async () => {
      if ((await tab.getAttribute("aria-selected")) !== "true") await tab.click();
    });
    // Its tooltip must not hide what is looked at.
    await this.page.mouse.move((this.page.viewportSize()?.width ?? 0) / 2, 2);
    return view;
  }

  /** Drags the edge of the side bar until it is so wide. */
  async widenSideBar(width: number): Promise<void> {
    const before = await this.page.locator(".part.sidebar").boundingBox();
    if (!before) throw new Error("There is no side bar.");
    const y = before.y + before.height / 2;
    await this.page.mouse.move(before.x + before.width, y);
    await this.page.mouse.down();
    await this.page.mouse.move(before.x + width, y, { steps: 5 });
    await this.page.mouse.up();
  }

  /**
   * The document of this extension's webview that shows what `contains` selects.
   * @param bringBack is called at once, and again every second while it is not shown
   */
  async webview(
    contains: string,
    bringBack: () => Promise<void> = () => Promise.resolve(),
    ofExtension = extensionId,
  ): Promise<FrameLocator> {
    const frames = this.page.locator(`iframe.webview.ready[src*="extensionId=${ofExtension}"]`);
    const started = Date.now();
    let broughtBack = -Infinity;
    for (;;) {
      if (Date.now() - broughtBack > bringBackMs) {
        await bringBack();
        broughtBack = Date.now();
      }
      const names = await frames.evaluateAll((elements) => elements.map((element) => element.getAttribute("name"))).catch(() => []);
      for (const name of names) {
        const inner = this.page.frameLocator(`iframe.webview[name="${name}"]`).frameLocator("iframe#active-frame");
        const shown = await inner
          .locator(contains)
          .first()
          .isVisible()
          .catch(() => false);
        if (shown) return inner;
      }
      if (Date.now() - started > webviewTimeoutMs) throw new Error(`No webview shows ${contains}; ${names.length} are open.`);
      await this.page.waitForTimeout(50);
    }
  }
}
