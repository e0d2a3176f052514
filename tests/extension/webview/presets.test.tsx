// @vitest-environment happy-dom
import { act } from "react";
import { createRoot } from "react-dom/client";
import { expect, test } from "vitest";
import type { ToHost, ToView } from "../../../extension/src/features/presets/messages.js";
import { draftOf, newDraft, problems, thoughtless, toSave } from "../../../extension/webviews/presets/draft.js";
import { optionsSummary } from "../../../extension/webviews/shared/generation-draft.js";
import { PresetsView } from "../../../extension/webviews/presets/presets-view.js";
import type { Preset } from "../../../shared-protocol/generated/protocol.js";
import { tiny } from "./support/fixtures.js";

const preset: Preset = {
  name: "Precise",
  models: ["lab/m"],
  systemPrompt: "Be exact.",
  options: { temperature: 0.1, topK: 40, stop: ["END", "STOP"], thinking: "low", jsonSchema: '{"type":"object"}' },
};

test("What is stored comes back unchanged from the form", () => {
  expect(toSave(draftOf(preset))).toEqual({ ...preset, before: "Precise" });
});

test.each([
  [{ name: " " }, "name"],
  [{ numbers: { temperature: "hot" } }, "temperature"],
  [{ numbers: { topP: "1.5" } }, "topP"],
  [{ numbers: { topK: "1.5" } }, "topK"],
  [{ numbers: { contextLength: "8" } }, "contextLength"],
  [{ jsonSchema: "[1]" }, "jsonSchema"],
  [{ systemPrompt: "x".repeat(300_000) }, "systemPrompt"],
  [{ typedModel: "no slash" }, "typedModel"],
])("%j is not saved, because of its %s", (part, field) => {
  expect(Object.keys(problems({ ...newDraft, name: "x", ...part }))).toEqual([field]);
});

test("A model that was typed and not added is saved too, also when its server is off", () => {
  expect(toSave({ ...newDraft, name: "x", models: ["a/b"], typedModel: " c/d " }).models).toEqual(["a/b", "c/d"]);
});

test("A model that is known not to think is named, and one of which nobody tells is not", () => {
  const models = [tiny, { ...tiny, model: "a/b", displayName: "B", unknownCapabilities: ["thinking"] }];
  expect(thoughtless({ ...newDraft, models: [tiny.model, "a/b"] }, models)).toEqual([tiny.displayName]);
});

test("The line of a preset names all that it sets", () => {
  expect(optionsSummary(preset.options)).toBe("Temperature 0.1 · Top-k 40 · Thinking: Low · 2 stop texts · JSON schema");
});

test("A preset is added with the keyboard's words, and a refusal stays in its form", async () => {
  const posted: ToHost[] = [];
  const listeners = new Set<(message: ToView) => void>();
  const tell = (message: ToView): void => {
    for (const listener of listeners) listener(message);
  };
  const host = {
    post: (message: ToHost) => void posted.push(message),
    listen: (listener: (message: ToView) => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  const root = document.createElement("div");
  document.body.append(root);
  await act(async () => createRoot(root).render(<PresetsView host={host} />));
  await act(async () => tell({ type: "presets", presets: [] }));
  expect(root.textContent).toContain("There is none yet.");

  const button = (name: string) => [...root.querySelectorAll("button")].find((each) => each.textContent === name);
  await act(async () => button("Add preset")?.click());
  const submit = root.querySelector<HTMLButtonElement>("form button[type=submit]");
  await act(async () => submit?.click());
  expect(root.textContent).toContain("A name has 1 to 64 characters.");
  expect(posted.filter(({ type }) => type === "save")).toHaveLength(0);

  const name = root.querySelector<HTMLInputElement>("form input");
  await act(async () => {
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value")?.set?.call(name, "Brief");
    name?.dispatchEvent(new Event("input", { bubbles: true }));
  });
  await act(async () => submit?.click());
  const saved = posted.find((message) => message.type === "save");
  expect(saved?.item).toEqual({ name: "Brief", models: [], options: {} });
  await act(async () => saved && tell({ type: "refused", saveId: saved.saveId, error: { message: "There is one." } }));
  expect(root.querySelector("form")?.textContent).toContain("There is one.");
  await act(async () => saved && tell({ type: "saved", saveId: saved.saveId }));
  expect(root.querySelector("form")).toBeNull();
});
