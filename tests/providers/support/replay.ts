import { readFileSync } from "node:fs";
import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";

const folder = join(import.meta.dirname, "../../fixtures/providers");

/** A body that the C# tests replay, too. */
export const shared = (file: string): string => readFileSync(join(folder, file), "utf8");

export const sharedJson = (file: string): unknown => JSON.parse(shared(file));

/** What a reply holds, in the words of the `*.expected.json` files. */
export interface Reading {
  text: string;
  thinking: string;
  calls: { id: string | undefined; name: string; arguments: unknown }[];
  finish: string | null;
  usage: Record<string, number> | null;
}

export const emptyReading = (): Reading => ({ text: "", thinking: "", calls: [], finish: null, usage: null });

/** Only the counts that there are. */
export const counts = (all: Record<string, number | null | undefined>): Record<string, number> =>
  Object.fromEntries(Object.entries(all).filter((entry): entry is [string, number] => typeof entry[1] === "number"));

export interface Asked {
  url: string;
  body: unknown;
  headers: IncomingHttpHeaders;
}

/** Serves one body over loopback and remembers what was asked. */
export async function withServer(body: string, mediaType: string, use: (address: string, asked: Asked[]) => Promise<void>): Promise<void> {
  const asked: Asked[] = [];
  const server = createServer((request, response) => {
    let text = "";
    request.setEncoding("utf8");
    request.on("data", (piece: string) => (text += piece));
    request.on("end", () => {
      asked.push({ url: request.url ?? "", body: text ? JSON.parse(text) : undefined, headers: request.headers });
      response.writeHead(200, { "content-type": mediaType });
      response.end(body);
    });
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  try {
    await use(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked);
  } finally {
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  }
}
