import Anthropic from "@anthropic-ai/sdk";
import { expect, test } from "vitest";
import { extra, fixtureJson, FixtureServer, shared } from "../support/fixture-server.js";

const kind = "anthropic";
const model = "claude-sonnet-5";

const clientOf = (server: FixtureServer): Anthropic => new Anthropic({ baseURL: server.address, apiKey: "secret-key", maxRetries: 0 });

const image: Anthropic.ImageBlockParam = { type: "image", source: { type: "base64", media_type: "image/png", data: "iVBORw==" } };

/** The conversation of ToolTalk.cs, as this client's types want it. */
const messages: Anthropic.MessageParam[] = [
  { role: "user", content: [{ type: "text", text: "What is in it?" }, image] },
  {
    role: "assistant",
    content: [
      { type: "thinking", thinking: "I should look.", signature: "sig==" },
      { type: "text", text: "Let me look." },
      { type: "tool_use", id: "c1", name: "weather", input: { city: "Köln", days: 2 } },
      { type: "tool_use", id: "c2", name: "time", input: {} },
    ],
  },
  {
    role: "user",
    content: [
      { type: "tool_result", tool_use_id: "c1", content: "18 °C" },
      { type: "tool_result", tool_use_id: "c2", content: '{"h":9}' },
    ],
  },
];

const tools: Anthropic.Tool[] = [
  { name: "weather", description: "Tells the weather.", input_schema: { type: "object", properties: { city: { type: "string" } } } },
];

const finishes: Readonly<Record<string, string>> = { end_turn: "stop", tool_use: "tool_calls" };

/** What the client made of a stream, in the words of the `.expected.json` files. */
function summary(message: Anthropic.Message): unknown {
  const of = <T extends Anthropic.ContentBlock["type"]>(type: T): Extract<Anthropic.ContentBlock, { type: T }>[] =>
    message.content.filter((block): block is Extract<Anthropic.ContentBlock, { type: T }> => block.type === type);
  const signatures = message.content.flatMap((block) =>
    block.type === "thinking" ? [block.signature] : block.type === "redacted_thinking" ? ["redacted_thinking:" + block.data] : [],
  );
  const { input_tokens, output_tokens, cache_read_input_tokens, cache_creation_input_tokens, output_tokens_details } = message.usage;
  return {
    text: of("text")
      .map((block) => block.text)
      .join(""),
    thinking: of("thinking")
      .map((block) => block.thinking)
      .join(""),
    signatures,
    calls: of("tool_use").map((block) => ({ id: block.id, name: block.name, arguments: block.input })),
    finish: finishes[message.stop_reason ?? ""],
    usage: {
      input: input_tokens + (cache_read_input_tokens ?? 0) + (cache_creation_input_tokens ?? 0),
      output: output_tokens,
      cached: cache_read_input_tokens,
      ...((output_tokens_details as typeof output_tokens_details | undefined) && { reasoning: output_tokens_details?.thinking_tokens }),
      cacheWrite: cache_creation_input_tokens,
    },
  };
}

test.each(["answer", "thinking-tools"])("the official client reads the same from the stream %s", async (name) => {
  await using server = await FixtureServer.start(kind, `${name}.sse`);

  const stream = clientOf(server).messages.stream({ model, max_tokens: 500, messages });

  expect(summary(await stream.finalMessage())).toEqual(fixtureJson(kind, `${name}.expected.json`));
});

test("the official client takes the error in the middle of a stream for one", async () => {
  await using server = await FixtureServer.start(kind, "error.sse");
  let text = "";

  const stream = clientOf(server).messages.stream({ model, max_tokens: 500, messages });
  stream.on("text", (delta) => (text += delta));

  await expect(stream.finalMessage()).rejects.toThrow("Overloaded");
  expect(text).toBe("partial");
});

test("the official client reads why an answer was refused", async () => {
  await using server = await FixtureServer.start(kind, "refusal.sse");

  const message = await clientOf(server).messages.stream({ model, max_tokens: 500, messages }).finalMessage();

  expect(message.stop_reason).toBe("refusal");
  expect(message.stop_details).toMatchObject({ category: "cyber", explanation: "This would help an attack." });
});

test("a conversation with tools is sent as the official client sends it", async () => {
  await using server = await FixtureServer.start(kind, "answer.sse");

  await clientOf(server).messages.stream({ model, max_tokens: 500, messages, tools }).finalMessage();

  expect(server.body).toEqual(fixtureJson(kind, "request-tools.json"));
  const endpoint = fixtureJson(kind, "endpoint.json") as { readonly path: string; readonly headers: object };
  expect(server.requests[0]?.path).toBe(endpoint.path);
  expect(server.requests[0]?.headers).toMatchObject(endpoint.headers);
});

test("options are sent as the official client sends them", async () => {
  await using server = await FixtureServer.start(kind, "answer.sse");

  await clientOf(server)
    .messages.stream({
      model,
      max_tokens: 64000,
      system: "Be brief.\n\nSpeak German.",
      messages: [{ role: "user", content: [{ type: "text", text: 'Größe "x"?' }] }],
      stop_sequences: ["END"],
      thinking: { type: "adaptive", display: "summarized" },
      output_config: { effort: "low", format: { type: "json_schema", schema: { type: "object" } } },
      tools,
      tool_choice: { type: "tool", name: "weather" },
    })
    .finalMessage();

  const ours = fixtureJson(kind, "request-options.json");
  const [sent, written] = shared(server.body, ours);
  expect(written).toEqual(sent);
  expect(extra(server.body, ours)).toEqual([]);
  // This client has no words for them any more; they are sent when the user sets them, and older models take them.
  expect(extra(ours, server.body)).toEqual(["temperature", "top_p", "top_k"]);
});

test("a budget of thinking is sent as the official client sends it", async () => {
  await using server = await FixtureServer.start(kind, "answer.sse");
  const hi: Anthropic.MessageParam[] = [{ role: "user", content: [{ type: "text", text: "Hi" }] }];

  await clientOf(server)
    .messages.stream({ model: "claude-old", max_tokens: 8192, messages: hi, thinking: { type: "enabled", budget_tokens: 2048 } })
    .finalMessage();

  expect(server.body).toEqual(fixtureJson(kind, "request-budget.json"));
});

test("tokens are counted as the official client counts them", async () => {
  await using server = await FixtureServer.start(kind, "count.json");

  const count = await clientOf(server).messages.countTokens({ model, messages, tools });

  expect(count.input_tokens).toBe(2095);
  expect(server.body).toEqual(fixtureJson(kind, "request-count.json"));
  expect(server.requests[0]?.path).toBe("/v1/messages/count_tokens");
});

test("the official client reads the same models over all pages", async () => {
  await using server = await FixtureServer.start(kind, ({ query }) =>
    query.includes("after_id=claude-old") ? "models-2.json" : "models-1.json",
  );

  const models: [string, number | null | undefined][] = [];
  for await (const each of clientOf(server).models.list({ limit: 1000 })) models.push([each.id, each.max_input_tokens]);

  expect(models.slice(0, 3)).toEqual([
    ["claude-sonnet-5", 1_000_000],
    ["claude-old", 200_000],
    ["claude-bare", undefined],
  ]);
  expect(server.requests.map((request) => request.path)).toEqual(["/v1/models", "/v1/models"]);
});
