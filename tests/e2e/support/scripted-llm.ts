import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export interface ScriptedLlm {
  url: string;
  /** The questions that came, as JSON. */
  asked: string[];
  /** The answer to every question from now on; one that is held goes on with `release`. */
  say(text: string, options?: { holdAfter?: number }): void;
  release(): void;
  close(): Promise<void>;
}

/** An OpenAI-compatible server that answers with the words it is given, a line at a time. */
export async function startScriptedLlm(): Promise<ScriptedLlm> {
  const asked: string[] = [];
  let [text, holdAfter] = ["Yes.", Infinity];
  let release: () => void = () => undefined;
  let released = Promise.resolve();

  const answer = async (response: ServerResponse): Promise<void> => {
    response.writeHead(200, { "content-type": "text/event-stream" });
    const send = (delta: object, finish: string | null): void => {
      response.write(
        `data: ${JSON.stringify({ id: "1", object: "chat.completion.chunk", choices: [{ index: 0, delta, finish_reason: finish }] })}\n\n`,
      );
    };
    const lines = text.split(/(?<=\n)/);
    for (const [at, line] of lines.entries()) {
      if (at === holdAfter) await Promise.race([released, new Promise((gone) => response.once("close", gone))]);
      send({ content: line }, null);
    }
    send({}, "stop");
    response.end("data: [DONE]\n\n");
  };

  const server = createServer((request, response) => {
    let body = "";
    request.setEncoding("utf8");
    request.on("data", (piece: string) => (body += piece));
    request.on("end", () => {
      if (request.url === "/v1/chat/completions") {
        asked.push(body);
        void answer(response);
        return;
      }
      response.writeHead(request.url === "/v1/models" ? 200 : 404, { "content-type": "application/json" });
      response.end(JSON.stringify({ object: "list", data: [{ id: "scripted", object: "model" }] }));
    });
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    say: (next, options = {}) => {
      text = next;
      holdAfter = options.holdAfter ?? Infinity;
      released = new Promise((done) => (release = done));
    },
    release: () => {
      release();
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}
