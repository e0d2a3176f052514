import {
  createPartFromFunctionResponse,
  FinishReason,
  FunctionCallingConfigMode,
  GoogleGenAI,
  ThinkingLevel,
  type Content,
  type GenerateContentResponse,
  type Tool,
} from "@google/genai";
import { expect, test } from "vitest";
import { fixtureJson, FixtureServer } from "../support/fixture-server.js";

const kind = "gemini";
const model = "gemini-3-flash";

const clientOf = (server: FixtureServer): GoogleGenAI =>
  new GoogleGenAI({ apiKey: "secret-key", httpOptions: { baseUrl: server.address, retryOptions: { attempts: 1 } } });

/** The conversation of ToolTalk.cs, as this client's types want it. */
const contents: Content[] = [
  { role: "user", parts: [{ text: "What is in it?" }, { inlineData: { mimeType: "image/png", data: "iVBORw==" } }] },
  {
    role: "model",
    parts: [
      { text: "I should look.", thought: true, thoughtSignature: "sig==" },
      { text: "Let me look." },
      { functionCall: { id: "c1", name: "weather", args: { city: "Köln", days: 2 } } },
      { functionCall: { id: "c2", name: "time", args: {} } },
    ],
  },
  {
    role: "user",
    parts: [createPartFromFunctionResponse("c1", "weather", { output: "18 °C" }), createPartFromFunctionResponse("c2", "time", { h: 9 })],
  },
];

const tools: Tool[] = [
  {
    functionDeclarations: [
      {
        name: "weather",
        description: "Tells the weather.",
        parametersJsonSchema: { type: "object", properties: { city: { type: "string" } } },
      },
    ],
  },
];

async function ask(server: FixtureServer): Promise<GenerateContentResponse[]> {
  const chunks: GenerateContentResponse[] = [];
  for await (const chunk of await clientOf(server).models.generateContentStream({ model, contents, config: { tools } })) chunks.push(chunk);
  return chunks;
}

/** What the client made of a stream, in the words of the `.expected.json` files. */
function summary(chunks: readonly GenerateContentResponse[]): unknown {
  const parts = chunks.flatMap((chunk) => chunk.candidates?.[0]?.content?.parts ?? []);
  const calls = parts.flatMap((part) => (part.functionCall ? [part.functionCall] : []));
  const text = (thought: boolean): string =>
    parts
      .filter((part) => (part.thought ?? false) === thought)
      .map((part) => part.text ?? "")
      .join("");
  const usage = chunks.at(-1)?.usageMetadata;
  const reason = chunks.at(-1)?.candidates?.[0]?.finishReason;
  return {
    text: text(false),
    thinking: text(true),
    signatures: parts.flatMap((part) => part.thoughtSignature ?? []),
    calls: calls.map((call) => ({ id: call.id, name: call.name, arguments: call.args })),
    finish: reason === FinishReason.STOP ? (calls.length > 0 ? "tool_calls" : "stop") : reason,
    usage: {
      input: usage?.promptTokenCount,
      output: (usage?.candidatesTokenCount ?? 0) + (usage?.thoughtsTokenCount ?? 0),
      ...(usage?.cachedContentTokenCount === undefined ? {} : { cached: usage.cachedContentTokenCount }),
      ...(usage?.thoughtsTokenCount === undefined ? {} : { reasoning: usage.thoughtsTokenCount }),
    },
  };
}

test.each(["answer", "thinking-tools", "signed-answer"])("the official client reads the same from the stream %s", async (name) => {
  await using server = await FixtureServer.start(kind, `${name}.sse`);

  expect(summary(await ask(server))).toEqual(fixtureJson(kind, `${name}.expected.json`));
});

test("the official client takes the error in the middle of a stream for one", async () => {
  await using server = await FixtureServer.start(kind, "error.sse");

  await expect(ask(server)).rejects.toThrow("The model is overloaded");
});

test("the official client reads that a question was blocked", async () => {
  await using server = await FixtureServer.start(kind, "blocked.sse");

  expect((await ask(server))[0]?.promptFeedback?.blockReason).toBe("PROHIBITED_CONTENT");
});

test("a conversation with tools is sent as the official client sends it", async () => {
  await using server = await FixtureServer.start(kind, "answer.sse");

  await ask(server);

  const endpoint = fixtureJson(kind, "endpoint.json") as { readonly path: string; readonly query: string; readonly headers: object };
  expect(server.requests[0]).toMatchObject(endpoint);
  // This client writes an empty object where nothing is set.
  expect(server.body).toEqual({ ...(fixtureJson(kind, "request-tools.json") as object), generationConfig: {} });
});

test("options are sent as the official client sends them", async () => {
  await using server = await FixtureServer.start(kind, "answer.sse");

  const stream = await clientOf(server).models.generateContentStream({
    model,
    contents: [{ role: "user", parts: [{ text: 'Größe "x"?' }] }],
    config: {
      systemInstruction: { parts: [{ text: "Be brief." }, { text: "Speak German." }] },
      temperature: 0.5,
      topP: 0.25,
      topK: 40,
      maxOutputTokens: 10,
      stopSequences: ["END"],
      presencePenalty: 0.25,
      frequencyPenalty: 0.125,
      seed: 7,
      responseMimeType: "application/json",
      responseJsonSchema: { type: "object" },
      thinkingConfig: { includeThoughts: true, thinkingLevel: ThinkingLevel.LOW },
      tools,
      toolConfig: { functionCallingConfig: { mode: FunctionCallingConfigMode.ANY, allowedFunctionNames: ["weather"] } },
    },
  });
  for await (const chunk of stream) expect(chunk.modelVersion).toBe(model);

  expect(server.body).toEqual(fixtureJson(kind, "request-options.json"));
});

test("the official client reads the same count of tokens", async () => {
  await using server = await FixtureServer.start(kind, "count.json");

  const count = await clientOf(server).models.countTokens({ model, contents });

  expect(count.totalTokens).toBe(31);
  expect(server.requests[0]?.path).toBe(`/v1beta/models/${model}:countTokens`);
  // This client cannot count tools and a system prompt; the API can, in the form that we send.
  const ours = fixtureJson(kind, "request-count.json") as { readonly generateContentRequest: { readonly contents: unknown } };
  expect((server.body as { readonly contents: unknown }).contents).toEqual(ours.generateContentRequest.contents);
});

test("texts are embedded as the official client embeds them", async () => {
  await using server = await FixtureServer.start(kind, "embeddings.json");

  const answer = await clientOf(server).models.embedContent({
    model: "gemini-embedding-001",
    contents: ["one", "two"],
    config: { outputDimensionality: 3 },
  });

  expect(answer.embeddings?.map((each) => each.values)).toEqual([
    [0.5, -0.25, 0.125],
    [1, 0, 0],
  ]);
  const ours = fixtureJson(kind, "request-embeddings.json");
  expect(server.body).toMatchObject(ours as object);
  expect(server.requests[0]?.path).toBe("/v1beta/models/gemini-embedding-001:batchEmbedContents");
});

test("the official client reads the same models over all pages", async () => {
  await using server = await FixtureServer.start(kind, ({ query }) => (query.includes("pageToken") ? "models-2.json" : "models-1.json"));

  const names: (string | undefined)[] = [];
  for await (const each of await clientOf(server).models.list({ config: { pageSize: 1000 } })) names.push(each.name);

  expect(names).toEqual(["models/gemini-3-flash", "models/veo-3", "models/gemini-embedding-001", "tunedModels/mine", undefined]);
  expect(server.requests.map((request) => request.path)).toEqual(["/v1beta/models", "/v1beta/models"]);
});
