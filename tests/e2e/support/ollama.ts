import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

interface Chat {
  model: string;
  messages: unknown[];
  keep_alive?: number;
}

/** An Ollama with one model, in memory from a question without messages on until one that keeps it for no time. */
export async function startOllama(): Promise<{ url: string; chats: Chat[]; close: () => Promise<void> }> {
  const chats: Chat[] = [];
  const answers: Record<string, () => unknown> = {
    "/api/version": () => ({ version: "0.33.0" }),
    "/api/tags": () => ({ models: [{ name: "m", digest: "1", size: 5e9 }] }),
    "/api/show": () => ({ capabilities: ["completion"], model_info: {} }),
    "/api/ps": () => ({
      models: chats.length > 0 && chats.at(-1)?.keep_alive !== 0 ? [{ name: "m", size: 6e9, context_length: 8192 }] : [],
    }),
    "/api/chat": () => ({ model: "m", done: true }),
  };
  const server = createServer((request, response) => {
    let body = "";
    request.setEncoding("utf8");
    request.on("data", (piece: string) => (body += piece));
    request.on("end", () => {
      const path = request.url ?? "";
      if (path === "/api/chat") chats.push(JSON.parse(body) as Chat);
      const answer = answers[path];
      response.writeHead(answer ? 200 : 404, { "content-type": "application/json" });
      response.end(JSON.stringify(answer?.() ?? { error: "not found" }));
    });
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    chats,
    close: async () => {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}
