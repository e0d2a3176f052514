import { spawn } from "node:child_process";
import { once } from "node:events";
import { statSync } from "node:fs";
import { afterEach, describe, expect, it } from "vitest";
import { contractHash, RpcErrorCode } from "../../shared-protocol/generated/protocol";
import { engineFile, EngineProcess, testModel } from "./support/engine-process";

let engine: EngineProcess | undefined;
afterEach(async () => {
  await engine?.stop();
  engine = undefined;
});

describe("the engine process", () => {
  it("wants to be initialized first, from the same build", async () => {
    engine = EngineProcess.spawn();
    await expect(engine.request("engine/status", {})).rejects.toMatchObject({ code: RpcErrorCode.notInitialized });
    await expect(engine.request("engine/initialize", { contractHash: "other" })).rejects.toMatchObject({
      code: RpcErrorCode.contractMismatch,
    });
    const result = await engine.request("engine/initialize", { contractHash });
    expect(result.physicalCores).toBeGreaterThanOrEqual(1);
    expect(result.nodeVersion).toMatch(/^\d+\./);
    expect(result.llamaCppRelease).not.toBe("");
  });

  it.each(["no header at all\r\n\r\n", "Content-Length: many\r\n\r\n", "Content-Length: 5\r\n\r\n{{{{{"])(
    "ends on garbage, and says why: %j",
    async (garbage) => {
      engine = await EngineProcess.start();
      engine.child.stdin.write(garbage);
      expect(await engine.exited).toEqual({ code: 1, signal: null });
      expect(engine.log).toContain("could not be read");
    },
  );

  it("ends with code 0 when stdin closes", async () => {
    engine = await EngineProcess.start();
    engine.child.stdin.end();
    expect(await engine.exited).toEqual({ code: 0, signal: null });
  });

  it.skipIf(!testModel)("ends when stdin closes in the middle of a reply", async () => {
    engine = await EngineProcess.start();
    const first = engine.nextDelta("r1");
    engine.generate({ sampling: { maxTokens: 3000, temperature: 1 } }).catch(() => undefined);
    await first;
    engine.child.stdin.end();
    await engine.exited;
  });

  it("ends when its parent is killed", async () => {
    const script = `
      const { spawn } = require("node:child_process");
      const child = spawn(process.execPath, [${JSON.stringify(engineFile)}], { stdio: ["pipe", "ignore", "inherit"] });
      child.on("spawn", () => console.log(child.pid));`;
    const parent = spawn(process.execPath, ["-e", script], { stdio: ["ignore", "pipe", "pipe"] });
    await once(parent.stdout, "data");
    // The engine holds the pipe of its parent's stderr: it ends when the engine does.
    const engineEnded = once(parent.stderr.resume(), "end");
    parent.kill("SIGKILL");
    await engineEnded;
  });
});

describe.skipIf(!testModel)("the model in memory", () => {
  it("is told, and freed on request", async () => {
    engine = await EngineProcess.start();
    await engine.generate({});
    expect((await engine.request("engine/status", {})).loaded).toEqual([
      { modelPath: testModel, contextLength: expect.any(Number) as number, threads: 1 },
    ]);
    await engine.request("engine/unload", {});
    expect((await engine.request("engine/status", {})).loaded).toEqual([]);
    expect(await engine.generate({ replyId: "again" })).toMatchObject({ completionTokens: 20 });
  });

  it("is freed when it has been idle", async () => {
    engine = await EngineProcess.start({ AI_CHAT_LOCAL_ENGINE_IDLE_MS: "50" });
    const running = engine;
    await running.generate({});
    await expect.poll(async () => (await running.request("engine/status", {})).loaded).toEqual([]);
  });

  it("says what its file says", async () => {
    engine = await EngineProcess.start();
    expect(await engine.request("engine/inspect", { modelPath: testModel ?? "" })).toMatchObject({
      architecture: "llama",
      chatTemplate: false,
      trainedContextLength: expect.any(Number) as number,
      sizeBytes: statSync(testModel ?? "").size,
    });
  });
});
