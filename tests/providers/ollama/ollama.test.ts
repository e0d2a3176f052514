import { Ollama } from "ollama";
import { describe, expect, it } from "vitest";
import { answer, callArguments, description, image, question, results, schema, vectors } from "../support/conversation.js";
import { counts, emptyReading, type Reading, shared, sharedJson, withServer } from "../support/replay.js";

/** Ollama's own client is held against the bodies that the C# tests replay and expect. */
const lines = "application/x-ndjson";

async function read(ollama: Ollama): Promise<Reading> {
  const reading = emptyReading();
  const stream = await ollama.chat({ model: "test", messages: [{ role: "user", content: "Hi" }], stream: true });
  for await (const part of stream) {
    reading.text += part.message.content;
    reading.thinking += part.message.thinking ?? "";
    for (const call of part.message.tool_calls ?? []) {
      // Its types have no id yet; its answers do.
      const { id } = call as { id?: string };
      reading.calls.push({ id, name: call.function.name, arguments: call.function.arguments });
    }
    if (part.done) {
      reading.finish = reading.calls.length > 0 ? "tool_calls" : part.done_reason;
      reading.usage = counts({
        input: part.prompt_eval_count,
        output: part.eval_count,
        total: part.prompt_eval_count + part.eval_count,
      });
    }
  }
  return reading;
}

describe("The client of Ollama", () => {
  it.each(["thinking", "tools"])("reads %s as we do", async (name) => {
    await withServer(shared(`ollama/${name}.ndjson`), lines, async (host) => {
      expect(await read(new Ollama({ host }))).toEqual(sharedJson(`ollama/${name}.expected.json`));
    });
  });

  it("reads and asks for vectors as we do", async () => {
    await withServer(shared("ollama/embeddings.json"), "application/json", async (host, asked) => {
      const made = await new Ollama({ host }).embed({
        model: "nomic-embed-text",
        input: ["one", "zwei 😀"],
        truncate: false,
        dimensions: 3,
      });
      expect(made.embeddings).toEqual(vectors);
      expect(made.prompt_eval_count).toBe(5);
      expect(asked[0]?.body).toEqual(sharedJson("ollama/embeddings.request.json"));
      expect(asked[0]?.url).toBe("/api/embed");
    });
  });

  it("sends the same conversation as we do", async () => {
    await withServer(shared("ollama/tools.ndjson"), lines, async (host, asked) => {
      const call = (id: string, name: string, values: Record<string, unknown>) => ({ id, function: { name, arguments: values } });
      const request = {
        model: "test",
        messages: [
          { role: "user", content: question, images: [image.slice(image.indexOf(",") + 1)] },
          { role: "assistant", content: answer, tool_calls: [call("c1", "weather", callArguments), call("c2", "time", {})] },
          { role: "tool", content: results[0], tool_name: "weather", tool_call_id: "c1" },
          { role: "tool", content: results[1], tool_name: "time", tool_call_id: "c2" },
        ],
        stream: true as const,
        truncate: false,
        format: { type: "object" },
        think: "low" as const,
        options: { temperature: 0.5, seed: 7, num_predict: 64 },
        tools: [{ type: "function", function: { name: "weather", description, parameters: schema } }],
      };
      await new Ollama({ host }).chat(request);
      expect(asked[0]?.body).toEqual(sharedJson("ollama/chat.request.json"));
      expect(asked[0]?.url).toBe("/api/chat");
    });
  });

  it("loads and unloads a model with the same requests as we do", async () => {
    const answer = JSON.stringify({ model: "test", message: { role: "assistant", content: "" }, done_reason: "load", done: true });
    await withServer(answer, "application/json", async (host, asked) => {
      const ollama = new Ollama({ host });
      await ollama.chat({ model: "test", messages: [], stream: false, keep_alive: 600, options: { num_ctx: 8192 } });
      await ollama.chat({ model: "test", messages: [], stream: false, keep_alive: 0 });
      expect(asked.map(({ url, body }) => [url, body])).toEqual([
        ["/api/chat", sharedJson("ollama/load.request.json")],
        ["/api/chat", sharedJson("ollama/unload.request.json")],
      ]);
    });
  });
});
