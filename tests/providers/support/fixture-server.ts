import { readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";

/** A request as a client sent it. */
export interface Captured {
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly headers: NodeJS.Dict<string | string[]>;
  readonly body: unknown;
}

const folder = path.join(import.meta.dirname, "../../fixtures/providers");

export const fixtureText = (kind: string, file: string): string => readFileSync(path.join(folder, kind, file), "utf8");

export const fixtureJson = (kind: string, file: string): unknown => JSON.parse(fixtureText(kind, file));

/** Answers each request with the file that the test names, and remembers what was asked. */
export class FixtureServer implements AsyncDisposable {
  readonly requests: Captured[] = [];
  private readonly server: Server;

  private constructor(kind: string, file: (captured: Captured) => string) {
    this.server = createServer((request, response) => {
      let text = "";
      request.setEncoding("utf8");
      request.on("data", (piece: string) => (text += piece));
      request.on("end", () => {
        const url = new URL(request.url ?? "/", "http://loopback");
        const captured: Captured = {
          method: request.method ?? "",
          path: url.pathname,
          query: url.search.slice(1),
          headers: request.headers,
          body: text === "" ? undefined : JSON.parse(text),
        };
        this.requests.push(captured);
        const name = file(captured);
        response.setHeader("content-type", name.endsWith(".sse") ? "text/event-stream" : "application/json");
        response.end(fixtureText(kind, name));
      });
    });
  }

  static async start(kind: string, file: string | ((captured: Captured) => string)): Promise<FixtureServer> {
    const made = new FixtureServer(kind, typeof file === "string" ? () => file : file);
    await new Promise<void>((resolve) => made.server.listen(0, "127.0.0.1", resolve));
    return made;
  }

  get address(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** The body of the one request that was sent. */
  get body(): unknown {
    if (this.requests.length !== 1) throw new Error(`${this.requests.length} requests were sent.`);
    return this.requests[0]?.body;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

/** The parts of two bodies that both have: what only one of them sets is left out, at every depth. */
export function shared(left: unknown, right: unknown): [unknown, unknown] {
  if (Array.isArray(left) && Array.isArray(right) && left.length === right.length) {
    const pairs = left.map((item, i) => shared(item, right[i]));
    return [pairs.map(([a]) => a), pairs.map(([, b]) => b)];
  }
  if (isObject(left) && isObject(right)) {
    const keys = Object.keys(left).filter((key) => key in right);
    const pairs = keys.map((key) => [key, shared(left[key], right[key])] as const);
    return [Object.fromEntries(pairs.map(([key, [a]]) => [key, a])), Object.fromEntries(pairs.map(([key, [, b]]) => [key, b]))];
  }
  return [left, right];
}

/** The fields of an object that another one lacks. */
export const extra = (of: unknown, compared: unknown): string[] =>
  isObject(of) && isObject(compared) ? Object.keys(of).filter((key) => !(key in compared)) : [];

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null && !Array.isArray(value);
