import { expect, test } from "vitest";
import { PresetsBridge } from "../../../extension/src/features/presets/bridge.js";
import { readToHost } from "../../../extension/src/features/presets/message-guard.js";
import type { ToHost, ToView } from "../../../extension/src/features/presets/messages.js";
import { UserError } from "../../../extension/src/infrastructure/errors.js";
import { FakeSidecar } from "./support/fake-sidecar.js";

const preset = {
  name: "Precise",
  models: ["lab/m"],
  options: { temperature: 0.1, stop: ["END"], thinking: "low" as const },
  systemPrompt: "Be exact.",
};

test.each<ToHost>([
  { type: "read" },
  { type: "remove", name: "Precise" },
  { type: "save", saveId: "s1", item: { ...preset, before: "Old" } },
])("the guard accepts $type as it is", (message) => {
  expect(readToHost(message)).toEqual(message);
});

test.each([
  undefined,
  { type: "exec" },
  { type: "remove" },
  { type: "save", saveId: "s1" },
  { type: "save", saveId: 1, item: preset },
  { type: "save", saveId: "s1", item: { ...preset, models: "lab/m" } },
  { type: "save", saveId: "s1", item: { ...preset, options: { temperature: "hot" } } },
  { type: "save", saveId: "s1", item: { ...preset, options: { seed: Number.NaN } } },
  { type: "save", saveId: "s1", item: { ...preset, options: { thinking: "wild" } } },
  { type: "save", saveId: "s1", item: { ...preset, options: { stop: [1] } } },
])("the guard refuses %j", (message) => {
  expect(readToHost(message)).toBeUndefined();
});

test("unknown fields of a preset go no further", () => {
  expect(readToHost({ type: "save", saveId: "s1", item: { ...preset, options: { temperature: 1, evil: 1 }, evil: 1 } })).toEqual({
    type: "save",
    saveId: "s1",
    item: { ...preset, options: { temperature: 1 } },
  });
});

test("a preset is saved and listed anew; a refusal finds its form", async () => {
  const shown: ToView[] = [];
  const saved: unknown[] = [];
  const sidecar = new FakeSidecar()
    .answer("presets/list", () => ({ presets: [] }))
    .answer("presets/save", (given) => {
      if (given.name === "taken") throw new UserError("There is one.");
      saved.push(given);
      return {};
    });
  const models = { current: undefined, refresh: () => Promise.resolve(), onChange: () => ({ dispose: () => undefined }) };
  const bridge = new PresetsBridge(sidecar, models, (message) => shown.push(message));
  await bridge.receive({ type: "save", saveId: "s1", item: preset });
  await bridge.receive({ type: "save", saveId: "s2", item: { ...preset, name: "taken" } });
  expect(saved).toEqual([preset]);
  expect(shown).toEqual([
    { type: "saved", saveId: "s1" },
    { type: "presets", presets: [] },
    { type: "refused", saveId: "s2", error: { message: "There is one." } },
  ]);
});
