import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { RpcErrorCode } from "../../shared-protocol/generated/protocol";
import { EngineProcess, testModel } from "./support/engine-process";

let engine: EngineProcess;
let folder: string;
beforeAll(() => (folder = mkdtempSync(path.join(tmpdir(), "engine-test-"))));
afterAll(() => rmSync(folder, { recursive: true }));
afterEach(() => engine.stop());

const file = (name: string, content: Uint8Array | string) => {
  const full = path.join(folder, name);
  writeFileSync(full, content);
  return full;
};

describe("a model file", () => {
  it("that is missing is named", async () => {
    engine = await EngineProcess.start();
    const modelPath = path.join(folder, "gone.gguf");
    await expect(engine.generate({ modelPath })).rejects.toMatchObject({
      code: RpcErrorCode.providerFailed,
      message: expect.stringContaining("gone.gguf") as string,
      data: { kind: "modelNotFound" },
    });
    await expect(engine.request("engine/inspect", { modelPath })).rejects.toMatchObject({ data: { kind: "modelNotFound" } });
  });

  it("that is no GGUF is told as damaged", async () => {
    engine = await EngineProcess.start();
    await expect(engine.generate({ modelPath: file("page.gguf", "<html>not found</html>") })).rejects.toMatchObject({
      data: { kind: "corrupt" },
    });
    await expect(engine.generate({ modelPath: file("empty.gguf", "") })).rejects.toMatchObject({ data: { kind: "corrupt" } });
  });
});

describe.skipIf(!testModel)("with the test model", () => {
  it("a cut file is told as damaged, and the engine goes on", async () => {
    engine = await EngineProcess.start();
    const whole = readFileSync(testModel ?? "");
    await expect(engine.generate({ modelPath: file("cut.gguf", whole.subarray(0, whole.length / 2)) })).rejects.toMatchObject({
      data: { kind: "corrupt" },
    });
    expect(await engine.generate({ replyId: "r2" })).toMatchObject({ completionTokens: 20 });
  });

  it("a prompt that is too long is refused with its figures, and nothing is dropped", async () => {
    engine = await EngineProcess.start();
    await expect(engine.generate({ text: "The cat sat on the mat. ".repeat(200), contextLength: 512 })).rejects.toMatchObject({
      data: { kind: "contextTooLong", why: expect.stringMatching(/takes \d{4} tokens and the window holds 512/) as string },
    });
  });

  it("a reply that fills the window ends with its length", async () => {
    engine = await EngineProcess.start();
    const result = await engine.generate({ contextLength: 256, sampling: { seed: 1, temperature: 1.5 } });
    expect(result.stopReason).toBe("length");
    expect(result.promptTokens + result.completionTokens).toBeLessThanOrEqual(256);
  });

  it("a schema that is no schema is a bad parameter", async () => {
    engine = await EngineProcess.start();
    await expect(engine.generate({ sampling: { jsonSchema: "{" } })).rejects.toMatchObject({ code: RpcErrorCode.invalidParams });
    expect(await engine.generate({ replyId: "r2" })).toMatchObject({ completionTokens: 20 });
  });
});
