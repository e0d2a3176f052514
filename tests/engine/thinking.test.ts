import { LlamaChat, QwenChatWrapper, type LlamaGrammar } from "node-llama-cpp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { writeAnswer } from "../../server/engine/src/generate/answer";
import { DeltaStream } from "../../server/engine/src/generate/delta-stream";
import { Figures } from "../../server/engine/src/generate/figures";
import { LlamaLibrary } from "../../server/engine/src/models/llama";
import { LoadedModel } from "../../server/engine/src/models/loaded-model";
import type { EngineDelta } from "../../shared-protocol/generated/protocol";
import { testModel } from "./support/engine-process";

/** Real llama.cpp and a real model, which is held to write what a model that thinks writes, in the format of one. */
describe.skipIf(!testModel)("the thinking of a GGUF model", () => {
  let model: LoadedModel;
  let write: (grammar: string) => Promise<{ thinking: string; text: string }>;

  beforeAll(async () => {
    const llama = await new LlamaLibrary(1).get();
    model = await LoadedModel.load(
      llama,
      testModel ?? "",
      { threads: 1, contextLength: 512 },
      () => undefined,
      new AbortController().signal,
    );
    const chat = new LlamaChat({ contextSequence: model.sequence, chatWrapper: new QwenChatWrapper() });
    write = async (grammar) => {
      const held = { llama: { createGrammarForJsonSchema: (): Promise<LlamaGrammar> => llama.createGrammar({ grammar }) } };
      const told = { thinking: "", text: "" };
      const deltas = new DeltaStream("r1", ({ parts }: EngineDelta) => {
        for (const part of parts) if (part.kind === "thinking" || part.kind === "text") told[part.kind] += part.text;
        return Promise.resolve();
      });
      await writeAnswer({
        loaded: Object.assign(Object.create(model) as LoadedModel, { chat, model: held }),
        history: [
          { type: "user", text: "Is it so?" },
          { type: "model", response: [] },
        ],
        sampling: { jsonSchema: "{}", temperature: 0, maxTokens: 100 },
        room: 200,
        deltas,
        figures: new Figures(),
        signal: new AbortController().signal,
      });
      await deltas.close();
      return told;
    };
  });
  afterAll(() => model.dispose());

  it.each([
    ["<think>\\nhm, so it is\\n</think>\\n\\nyes", { thinking: "hm, so it is", text: "\n\nyes" }],
    ["<think>\\n\\n</think>\\n\\nyes", { thinking: "", text: "\n\nyes" }],
    ["<think>\\nit is never closed", { thinking: "it is never closed", text: "" }],
    ["yes, I think so", { thinking: "", text: "yes, I think so" }],
  ])("is told apart from the text in %j", async (written, told) => {
    expect(await write(`root ::= "${written}"`)).toEqual(told);
  });
});
