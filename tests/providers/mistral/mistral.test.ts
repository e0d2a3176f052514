import { createHash } from "node:crypto";
import { Mistral } from "@mistralai/mistralai";
import { describe, expect, it } from "vitest";
import { answer, callArguments, description, image, question, results, schema, vectors } from "../support/conversation.js";
import { counts, emptyReading, type Reading, shared, sharedJson, withServer } from "../support/replay.js";

/** Mistral's own client is held against the bodies that the C# tests replay and expect. */
const events = "text/event-stream";
const client = (address: string) => new Mistral({ apiKey: "k", serverURL: address, retryConfig: { strategy: "none" } });

/** Ids of calls have to be nine letters and digits. */
const callId = (id: string) => createHash("sha256").update(id).digest("hex").slice(0, 9);

async function read(mistral: Mistral): Promise<Reading> {
  const reading = emptyReading();
  const stream = await mistral.chat.stream({ model: "test", messages: [{ role: "user", content: "Hi" }] });
  for await (const { data } of stream) {
    const choice = data.choices[0];
    const content = choice?.delta.content;
    if (typeof content === "string") {
      reading.text += content;
    } else {
      for (const piece of content ?? []) {
        if (piece.type === "text") reading.text += piece.text;
        if (piece.type === "thinking") {
          for (const inner of piece.thinking) reading.thinking += "text" in inner ? inner.text : "";
        }
      }
    }
    for (const call of choice?.delta.toolCalls ?? []) {
      const values = call.function.arguments;
      reading.calls.push({
        id: call.id,
        name: call.function.name,
        arguments: typeof values === "string" ? (JSON.parse(values) as unknown) : values,
      });
    }
    reading.finish = choice?.finishReason ?? reading.finish;
    if (data.usage) {
      const { promptTokens, completionTokens, totalTokens } = data.usage;
      reading.usage = counts({
        input: promptTokens,
        output: completionTokens,
        total: totalTokens,
        cached: cachedOf(data.usage),
      });
    }
  }
  return reading;
}

/** The client has no name for them and hands them on as they came. */
function cachedOf(usage: Record<string, unknown>): number | undefined {
  const details = usage["prompt_tokens_details"];
  return typeof details === "object" && details !== null && "cached_tokens" in details ? Number(details.cached_tokens) : undefined;
}

describe("The client of Mistral", () => {
  it.each(["thinking", "tools"])("reads %s as we do", async (name) => {
    await withServer(shared(`mistral/${name}.sse`), events, async (address) => {
      expect(await read(client(address))).toEqual(sharedJson(`mistral/${name}.expected.json`));
    });
  });

  it("takes a reply that the model's window cut", async () => {
    await withServer(shared("mistral/model-length.sse"), events, async (address) => {
      // Its own word for what is told as `length` here.
      expect(await read(client(address))).toEqual({
        ...(sharedJson("mistral/model-length.expected.json") as Reading),
        finish: "model_length",
      });
    });
  });

  it("lists the models of the list", async () => {
    await withServer(shared("mistral/models.json"), "application/json", async (address) => {
      const { data } = await client(address).models.list();
      expect(data?.map((model) => ("id" in model ? [model.id, model.maxContextLength, model.capabilities.completionChat] : []))).toEqual([
        ["mistral-test", 131072, true],
        ["codestral-test", 256000, true],
        ["mistral-embed", 8192, false],
        ["mistral-ocr-test", 16384, false],
        ["mistral-moderation-test", 8192, false],
        ["voxtral-test", 16384, false],
      ]);
    });
  });

  it("reads and asks for vectors as we do", async () => {
    await withServer(shared("mistral/embeddings.json"), "application/json", async (address, asked) => {
      const made = await client(address).embeddings.create({
        model: "mistral-embed",
        inputs: ["one", "zwei 😀"],
        encodingFormat: "float",
        outputDimension: 3,
      });
      expect(made.data.map((each) => each.embedding)).toEqual(vectors);
      expect(made.usage.promptTokens).toBe(5);
      expect(asked[0]?.body).toEqual(sharedJson("mistral/embeddings.request.json"));
      expect(asked[0]?.url).toBe("/v1/embeddings");
    });
  });

  it("sends the same conversation as we do", async () => {
    await withServer(shared("mistral/tools.sse"), events, async (address, asked) => {
      const call = (id: string, name: string, values: unknown) => ({
        id: callId(id),
        type: "function" as const,
        function: { name, arguments: JSON.stringify(values) },
      });
      await client(address).chat.stream({
        model: "test",
        messages: [
          {
            role: "user",
            content: [
              { type: "text", text: question },
              { type: "image_url", imageUrl: { url: image } },
            ],
          },
          { role: "assistant", content: answer, toolCalls: [call("c1", "weather", callArguments), call("c2", "time", {})] },
          { role: "tool", toolCallId: callId("c1"), content: results[0] },
          { role: "tool", toolCallId: callId("c2"), content: results[1] },
        ],
        temperature: 0.5,
        randomSeed: 7,
        maxTokens: 64,
        reasoningEffort: "low",
        responseFormat: {
          type: "json_schema",
          jsonSchema: { name: "thing", schemaDefinition: { type: "object" }, strict: true },
        },
        tools: [{ type: "function", function: { name: "weather", description, parameters: schema } }],
      });
      expect(withoutDefaults(asked[0]?.body)).toEqual(sharedJson("mistral/chat.request.json"));
      expect(asked[0]?.headers.authorization).toBe("Bearer k");
    });
  });
});

/** The client writes out fields that mean nothing when they are absent. */
function withoutDefaults(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutDefaults);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name, inner]) => !(name === "prefix" && inner === false) && !(name === "index" && inner === 0))
      .map(([name, inner]) => [name, withoutDefaults(inner)]),
  );
}
