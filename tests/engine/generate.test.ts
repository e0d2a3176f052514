import { afterEach, describe, expect, it } from "vitest";
import { CancellationTokenSource } from "vscode-jsonrpc/node";
import { EngineProcess, testModel, toParams } from "./support/engine-process";

const long = { maxTokens: 3000, seed: 1, temperature: 1 };
let engine: EngineProcess;
afterEach(() => engine.stop());

describe.skipIf(!testModel)("a reply", () => {
  it("streams its text and tells its figures", async () => {
    engine = await EngineProcess.start();
    const result = await engine.generate({});
    expect(result).toMatchObject({ stopReason: "length", completionTokens: 20, contextLength: expect.any(Number) as number });
    expect(result.promptTokens).toBe(result.evaluatedPromptTokens);
    expect(result.generationMs).toBeGreaterThan(0);
    expect(engine.textOf("r1")).toMatch(/\w+ \w+ \w+/);
    expect(engine.deltas.length).toBeGreaterThan(1);
    expect(engine.progress.map(({ phase }) => phase)).toEqual(expect.arrayContaining(["loadingModel", "processingPrompt"]));
  });

  it("is the same for the same seed", async () => {
    engine = await EngineProcess.start();
    for (const replyId of ["a", "b"]) await engine.generate({ replyId, sampling: { maxTokens: 20, seed: 7 } });
    expect(engine.textOf("b")).toBe(engine.textOf("a"));
  });

  it.each([{ topK: 1 }, { topP: 0.0001 }, { minP: 1 }])("takes the likeliest tokens alone with %j, however hot", async (narrow) => {
    engine = await EngineProcess.start();
    const wide = { maxTokens: 20, repeatPenalty: 1, topK: 0, topP: 1, minP: 0 };
    await engine.generate({ replyId: "greedy", sampling: { ...wide, temperature: 0 } });
    await engine.generate({ replyId: "narrow", sampling: { ...wide, temperature: 2, seed: 5, ...narrow } });
    await engine.generate({ replyId: "wide", sampling: { ...wide, temperature: 2, seed: 5 } });
    expect(engine.textOf("narrow")).toBe(engine.textOf("greedy"));
    expect(engine.textOf("wide")).not.toBe(engine.textOf("greedy"));
  });

  it("repeats itself less with a penalty", async () => {
    engine = await EngineProcess.start();
    const sampling = { maxTokens: 120, temperature: 0 };
    const words = (replyId: string) => engine.textOf(replyId).split(/\W+/);
    await engine.generate({ replyId: "free", sampling: { ...sampling, repeatPenalty: 1 } });
    await engine.generate({ replyId: "held", sampling: { ...sampling, repeatPenalty: 1.5 } });
    const share = (replyId: string) => new Set(words(replyId)).size / words(replyId).length;
    expect(share("held")).toBeGreaterThan(share("free"));
  });

  it("stops at once on a cancel, with what had come", async () => {
    engine = await EngineProcess.start();
    const cancel = new CancellationTokenSource();
    const first = engine.nextDelta("r1");
    const reply = engine.connection.sendRequest<{ stopReason: string; completionTokens: number }>(
      "engine/generate",
      toParams({ sampling: long }),
      cancel.token,
    );
    await first;
    cancel.cancel();
    const result = await reply;
    expect(result.stopReason).toBe("cancelled");
    expect(result.completionTokens).toBeGreaterThan(0);
    expect(result.completionTokens).toBeLessThan(3000);
    const heard = engine.textOf("r1");
    await engine.generate({ replyId: "r2" });
    expect(engine.textOf("r1")).toBe(heard);
  });

  it("does not evaluate again what the turn before evaluated", async () => {
    engine = await EngineProcess.start();
    const question = "Once upon a time there was a little girl who lived in a big house near the forest and loved her dog.";
    const first = await engine.generate({ text: question });
    const again = await engine.generate({ replyId: "r2", text: question });
    expect(again.promptTokens).toBe(first.promptTokens);
    expect(again.evaluatedPromptTokens).toBe(1);
    const next = await engine.generate({
      replyId: "r3",
      messages: [
        { role: "user", text: question },
        { role: "assistant", text: engine.textOf("r2") },
        { role: "user", text: "Then one day" },
      ],
    });
    expect(next.evaluatedPromptTokens).toBeLessThan(next.promptTokens - first.promptTokens + 2);
    const other = await engine.generate({ replyId: "r4", text: "The sun" });
    expect(other.evaluatedPromptTokens).toBeGreaterThanOrEqual(other.promptTokens - 2);
  });

  it("follows a JSON schema", async () => {
    engine = await EngineProcess.start();
    const schema = { type: "object", properties: { name: { enum: ["Tom", "Lily"] }, happy: { type: "boolean" } } };
    const result = await engine.generate({ sampling: { maxTokens: 200, seed: 3, jsonSchema: JSON.stringify(schema) } });
    expect(result.stopReason).toBe("stop");
    const answer = JSON.parse(engine.textOf("r1")) as { name: string; happy: boolean };
    expect(["Tom", "Lily"]).toContain(answer.name);
    expect(typeof answer.happy).toBe("boolean");
  });

  it("ends before a stop word", async () => {
    engine = await EngineProcess.start();
    const result = await engine.generate({ sampling: { ...long, temperature: 0, stop: ["."] } });
    expect(result.stopReason).toBe("stop");
    expect(engine.textOf("r1")).not.toContain(".");
    expect(engine.textOf("r1").length).toBeGreaterThan(5);
  });

  it("waits for the one before it, and says so", async () => {
    engine = await EngineProcess.start();
    const cancel = new CancellationTokenSource();
    const running = engine.nextDelta("first");
    const first = engine.connection.sendRequest("engine/generate", toParams({ replyId: "first", sampling: long }), cancel.token);
    await running;
    const queued = engine.progressOf("second", "connecting");
    const second = engine.generate({ replyId: "second" });
    await queued;
    expect(engine.textOf("second")).toBe("");
    cancel.cancel();
    expect(await first).toMatchObject({ stopReason: "cancelled" });
    expect(await second).toMatchObject({ stopReason: "length", completionTokens: 20 });
  });

  it("can be cancelled while it waits", async () => {
    engine = await EngineProcess.start();
    const [cancelFirst, cancelSecond] = [new CancellationTokenSource(), new CancellationTokenSource()];
    const running = engine.nextDelta("first");
    const first = engine.connection.sendRequest("engine/generate", toParams({ replyId: "first", sampling: long }), cancelFirst.token);
    await running;
    const queued = engine.progressOf("second", "connecting");
    const second = engine.connection.sendRequest("engine/generate", toParams({ replyId: "second" }), cancelSecond.token);
    await queued;
    cancelSecond.cancel();
    expect(await second).toMatchObject({ stopReason: "cancelled", completionTokens: 0 });
    cancelFirst.cancel();
    expect(await first).toMatchObject({ stopReason: "cancelled" });
  });
});
