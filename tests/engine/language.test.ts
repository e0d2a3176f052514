import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { engineFile, EngineProcess } from "./support/engine-process";

let engine: EngineProcess;
let folder: string;
beforeAll(() => (folder = mkdtempSync(path.join(tmpdir(), "engine-test-"))));
afterAll(() => rmSync(folder, { recursive: true }));
afterEach(() => engine.stop());

const speaking = (locale?: string) => EngineProcess.start({}, engineFile, locale);

describe("a failure", () => {
  it("is told in the language of the sidecar", async () => {
    engine = await speaking("de");
    await expect(engine.generate({ modelPath: path.join(folder, "gone.gguf") })).rejects.toMatchObject({
      message: "Die Modelldatei gone.gguf ist nicht da.",
      data: { why: "Sie wurde verschoben oder gelöscht.", fix: "Laden Sie das Modell erneut herunter, oder wählen Sie ein anderes." },
    });
  });

  it.each([undefined, "en", "fr"])("is told in English to a sidecar that speaks %s", async (locale) => {
    engine = await speaking(locale);
    await expect(engine.generate({ modelPath: path.join(folder, "gone.gguf") })).rejects.toMatchObject({
      message: "The model file gone.gguf is not there.",
    });
  });

  it("of another build is told in the language of the sidecar, too", async () => {
    engine = EngineProcess.spawn();
    await expect(engine.request("engine/initialize", { contractHash: "other", locale: "de" })).rejects.toMatchObject({
      message: "Die Engine stammt aus einem anderen Build als der Sidecar.",
    });
  });

  it("in the thread of an ONNX model is told in the language of the sidecar", async () => {
    engine = await speaking("de");
    const modelPath = path.join(folder, "empty", "onnx", "model.onnx");
    mkdirSync(path.dirname(modelPath), { recursive: true });
    writeFileSync(modelPath, "");
    await expect(engine.generate({ modelPath })).rejects.toMatchObject({
      message: "Das Modell empty ist nicht vollständig.",
      data: { why: "config.json fehlt." },
    });
  });
});
