import OpenAI from "openai";
import { describe, expect, it } from "vitest";
import { answer, callArguments, description, image, question, results, schema, vectors } from "../support/conversation.js";
import { counts, emptyReading, type Reading, shared, sharedJson, withServer } from "../support/replay.js";

/** OpenAI's own client is held against the bodies that the C# tests replay and expect. */
const events = "text/event-stream";
const client = (address: string) => new OpenAI({ apiKey: "k", baseURL: `${address}/v1`, maxRetries: 0 });

async function readChat(openai: OpenAI): Promise<Reading> {
  const reading = emptyReading();
  const pieces: { id: string | undefined; name: string; text: string }[] = [];
  const stream = await openai.chat.completions.create({
    model: "test",
    messages: [{ role: "user", content: "Hi" }],
    stream: true,
    stream_options: { include_usage: true },
  });
  let refused = false;
  for await (const { choices, usage } of stream) {
    if (usage) {
      reading.usage = counts({
        input: usage.prompt_tokens,
        output: usage.completion_tokens,
        total: usage.total_tokens,
        cached: usage.prompt_tokens_details?.cached_tokens,
        reasoning: usage.completion_tokens_details?.reasoning_tokens,
      });
    }
    const choice = choices[0];
    if (!choice) continue;
    refused ||= Boolean(choice.delta.refusal);
    reading.text += (choice.delta.content ?? "") + (choice.delta.refusal ?? "");
    for (const call of choice.delta.tool_calls ?? []) {
      const piece = (pieces[call.index] ??= { id: call.id, name: call.function?.name ?? "", text: "" });
      piece.text += call.function?.arguments ?? "";
    }
    reading.finish = choice.finish_reason ?? reading.finish;
  }
  reading.calls = pieces.map(({ id, name, text }) => ({ id, name, arguments: JSON.parse(text) as unknown }));
  // A refusal stops as an answer does; here it is told as what it is.
  if (refused) reading.finish = "content_filter";
  return reading;
}

async function readResponse(openai: OpenAI): Promise<Reading> {
  const reading = emptyReading();
  const stream = await openai.responses.create({ model: "test", input: "Hi", stream: true, store: false });
  let refused = false;
  for await (const event of stream) {
    // Of the many events these tell something new; the others repeat it.
    // eslint-disable-next-line @typescript-eslint/switch-exhaustiveness-check
    switch (event.type) {
      case "response.output_text.delta":
        reading.text += event.delta;
        break;
      case "response.refusal.delta":
        refused = true;
        reading.text += event.delta;
        break;
      case "response.reasoning_summary_part.added":
        reading.thinking += event.summary_index > 0 ? "\n\n" : "";
        break;
      case "response.reasoning_summary_text.delta":
        reading.thinking += event.delta;
        break;
      case "response.output_item.done":
        if (event.item.type === "function_call") {
          const { call_id, name, arguments: text } = event.item;
          reading.calls.push({ id: call_id, name, arguments: JSON.parse(text) as unknown });
        }
        break;
      case "response.completed":
      case "response.incomplete": {
        const { usage, incomplete_details } = event.response;
        if (usage) {
          reading.usage = counts({
            input: usage.input_tokens,
            output: usage.output_tokens,
            total: usage.total_tokens,
            cached: usage.input_tokens_details.cached_tokens,
            reasoning: usage.output_tokens_details.reasoning_tokens,
          });
        }
        reading.finish = incomplete_details?.reason === "max_output_tokens" ? "length" : reading.calls.length > 0 ? "tool_calls" : "stop";
        break;
      }
      default:
        break;
    }
  }
  if (refused) reading.finish = "content_filter";
  return reading;
}

describe("The client of OpenAI", () => {
  it.each(["chat-tools", "chat-refusal"])("reads %s as we do", async (name) => {
    await withServer(shared(`openai/${name}.sse`), events, async (address) => {
      expect(await readChat(client(address))).toEqual(sharedJson(`openai/${name}.expected.json`));
    });
  });

  it.each(["responses-tools", "responses-refusal", "responses-incomplete"])("reads %s as we do", async (name) => {
    await withServer(shared(`openai/${name}.sse`), events, async (address) => {
      expect(await readResponse(client(address))).toEqual(sharedJson(`openai/${name}.expected.json`));
    });
  });

  it("puts a streamed response together to the one that its last event tells", async () => {
    await withServer(shared("openai/responses-tools.sse"), events, async (address) => {
      const response = await client(address).responses.stream({ model: "test", input: "Hi" }).finalResponse();
      expect(response.output_text).toBe("Größe 😀");
      expect(response.output.map((item) => item.type)).toEqual(["reasoning", "message", "function_call", "function_call"]);
    });
  });

  it("lists the models of the list", async () => {
    await withServer(shared("openai/models.json"), "application/json", async (address) => {
      const models = await client(address).models.list();
      expect(models.data.map((model) => model.id)).toEqual(["gpt-test", "text-embedding-test", "whisper-1"]);
    });
  });

  it("sends the same conversation to chat completions as we do", async () => {
    await withServer(shared("openai/chat-tools.sse"), events, async (address, asked) => {
      const call = (id: string, name: string, values: unknown) => ({
        id,
        type: "function" as const,
        function: { name, arguments: JSON.stringify(values) },
      });
      await client(address).chat.completions.create({
        model: "test",
        messages: [
          {
            role: "user",
            content: [
              { type: "text", text: question },
              { type: "image_url", image_url: { url: image } },
            ],
          },
          { role: "assistant", content: answer, tool_calls: [call("c1", "weather", callArguments), call("c2", "time", {})] },
          { role: "tool", tool_call_id: "c1", content: results[0] },
          { role: "tool", tool_call_id: "c2", content: results[1] },
        ],
        stream: true,
        stream_options: { include_usage: true },
        temperature: 0.5,
        // Marked as to be given up, and taken all the same.
        // eslint-disable-next-line @typescript-eslint/no-deprecated
        seed: 7,
        max_completion_tokens: 64,
        reasoning_effort: "low",
        response_format: { type: "json_schema", json_schema: { name: "thing", schema: { type: "object" }, strict: true } },
        tools: [{ type: "function", function: { name: "weather", description, parameters: schema } }],
      });
      expect(asked[0]?.body).toEqual(sharedJson("openai/chat.request.json"));
      expect(asked[0]?.url).toBe("/v1/chat/completions");
      expect(asked[0]?.headers.authorization).toBe("Bearer k");
    });
  });

  it("reads and asks for vectors as we do", async () => {
    await withServer(shared("openai/embeddings.json"), "application/json", async (address, asked) => {
      const made = await client(address).embeddings.create({
        model: "text-embedding-test",
        input: ["one", "zwei 😀"],
        encoding_format: "float",
        dimensions: 3,
      });
      expect(made.data.toSorted((a, b) => a.index - b.index).map((each) => each.embedding)).toEqual(vectors);
      expect(made.usage.prompt_tokens).toBe(5);
      expect(asked[0]?.body).toEqual(sharedJson("openai/embeddings.request.json"));
      expect(asked[0]?.url).toBe("/v1/embeddings");
    });
  });

  it("sends the same conversation to responses as we do", async () => {
    await withServer(shared("openai/responses-tools.sse"), events, async (address, asked) => {
      await client(address).responses.create({
        model: "test",
        input: [
          {
            role: "user",
            content: [
              { type: "input_text", text: question },
              { type: "input_image", detail: "auto", image_url: image },
            ],
          },
          { role: "assistant", content: answer },
          { type: "function_call", call_id: "c1", name: "weather", arguments: JSON.stringify(callArguments) },
          { type: "function_call", call_id: "c2", name: "time", arguments: "{}" },
          { type: "function_call_output", call_id: "c1", output: results[0] },
          { type: "function_call_output", call_id: "c2", output: results[1] },
        ],
        stream: true,
        store: false,
        include: ["reasoning.encrypted_content"],
        reasoning: { effort: "low", summary: "auto" },
        temperature: 0.5,
        max_output_tokens: 64,
        text: { format: { type: "json_schema", name: "thing", schema: { type: "object" }, strict: true } },
        tools: [{ type: "function", name: "weather", description, parameters: schema, strict: false }],
      });
      expect(asked[0]?.body).toEqual(sharedJson("openai/responses.request.json"));
      expect(asked[0]?.url).toBe("/v1/responses");
    });
  });
});
