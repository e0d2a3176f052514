import { readFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import type { Browser, Page } from "playwright-core";
import { webviewHtml } from "../../../extension/src/infrastructure/webview-html.js";
import type { ToHost, ToView } from "../../../extension/src/features/chat/messages.js";
import type { ChatMessage, ChatSummary, ModelInfo } from "../../../shared-protocol/generated/protocol.js";
import { launchBrowser } from "./workbench.js";

const views = path.resolve(import.meta.dirname, "../../../extension/dist/webviews");
const types: Record<string, string> = { ".js": "text/javascript", ".css": "text/css", ".ttf": "font/ttf" };

export const model: ModelInfo = {
  model: "fake/fake",
  displayName: "Fake",
  provider: "fake",
  providerKind: "openai-compatible",
  state: "available",
  leavesThisMachine: false,
  capabilities: ["chat"],
  canLoad: false,
  canUnload: false,
};
export const chat: ChatSummary = { chatId: "c1", title: "Chat", createdAt: "2026-01-01T10:00:00Z", updatedAt: "2026-01-01T10:00:00Z" };

/** Answers what the view asks for, in place of the extension host. */
export type Answer = (message: ToHost) => readonly ToView[];

interface Options {
  width?: number;
  height?: number;
  answer?: Answer;
  /** What is done with the page before it is loaded. */
  prepare?: (page: Page) => Promise<void>;
}

/** The chat view as it is shipped, in a real browser and under its own content security policy, with the test as its host. */
export class ViewPage {
  /** What the view asked for. */
  readonly posted: ToHost[] = [];
  /** Addresses other than the view's own files that the page asked for. */
  readonly requested: string[] = [];
  readonly errors: string[] = [];

  private constructor(
    readonly page: Page,
    private readonly browser: Browser,
    private readonly server: Server,
  ) {}

  static async open({ width = 420, height = 800, answer = () => [], prepare }: Options = {}): Promise<ViewPage> {
    const server = await serve();
    const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const browser = await launchBrowser();
    const page = await browser.newPage({ viewport: { width, height }, reducedMotion: "reduce" });
    const view = new ViewPage(page, browser, server);
    page.on("pageerror", (error) => view.errors.push(String(error)));
    page.on("request", (request) => {
      const url = request.url();
      if (!url.startsWith(`${origin}/`) && !/^(data|blob):/.test(url)) view.requested.push(url);
    });
    await page.exposeFunction("tellHost", async (message: ToHost) => {
      view.posted.push(message);
      for (const said of answer(message)) await view.tell(said);
    });
    await page.addInitScript(() => {
      const { tellHost } = window as unknown as { tellHost: (message: unknown) => void };
      Object.assign(window, { acquireVsCodeApi: () => ({ postMessage: tellHost, getState: () => undefined, setState: () => undefined }) });
    });
    await prepare?.(page);
    await page.goto(`${origin}/`);
    await page.locator(".app").waitFor();
    await view.tell({ type: "sidecar", sidecar: { state: "running" } });
    await view.tell({ type: "models", models: [model], problems: [], model: model.model });
    return view;
  }

  tell(message: ToView): Promise<void> {
    return this.page.evaluate((said) => window.postMessage(said), message);
  }

  /** What the host says to show a chat with these messages. */
  chatMessage(messages: readonly ChatMessage[]): Extract<ToView, { type: "chat" }> {
    return { type: "chat", chat, messages: [...messages], hasMore: false, prepend: false };
  }

  /** Shows a chat with these messages. */
  async show(messages: readonly ChatMessage[], more: Partial<Extract<ToView, { type: "chat" }>> = {}): Promise<void> {
    await this.tell({ type: "reopen", chatId: chat.chatId });
    await this.tell({ ...this.chatMessage(messages), ...more });
  }

  async close(): Promise<void> {
    await this.browser.close();
    this.server.close();
  }
}

/** The page of the view at `/`, and the files that belong to it. */
async function serve(): Promise<Server> {
  const server = createServer((request, response) => {
    void (async () => {
      const { pathname } = new URL(request.url ?? "/", "http://localhost");
      if (pathname === "/") {
        const cspSource = `http://${request.headers.host ?? ""}`;
        const page = webviewHtml({ title: "Chat", language: "en", cspSource, script: "/chat.js", style: "/chat.css", workers: true });
        response.writeHead(200, { "content-type": "text/html" }).end(page);
        return;
      }
      const file = await readFile(path.join(views, path.normalize(pathname))).catch(() => undefined);
      response.writeHead(file ? 200 : 404, { "content-type": types[path.extname(pathname)] ?? "application/octet-stream" }).end(file);
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return server;
}

let made = 0;
export const message = (role: "user" | "assistant", text: string, more: Partial<ChatMessage> = {}): ChatMessage => ({
  messageId: `m${made++}`,
  role,
  parts: [{ kind: "text", text }],
  status: "complete",
  createdAt: "2026-01-01T10:00:00Z",
  leavesThisMachine: false,
  ...(role === "assistant" ? { model: model.model } : {}),
  ...more,
});
