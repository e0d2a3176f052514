// @vitest-environment happy-dom
import { act } from "react";
import { createRoot } from "react-dom/client";
import { expect, test } from "vitest";
import { draftOf, problems, settingsSummary, toSettings } from "../../../extension/webviews/chat/settings/draft.js";
import { App } from "../../../extension/webviews/chat/shell/app.js";
import { ChatViewContext } from "../../../extension/webviews/chat/state/context.js";
import type { OwnSettings } from "../../../extension/src/features/chat/messages.js";
import type { Preset } from "../../../shared-protocol/generated/protocol.js";
import { chat, startReady, tiny } from "./support/fixtures.js";

const own: OwnSettings = {
  systemPrompt: "Be brief.",
  preset: "Precise",
  options: { temperature: 0.7, keepAliveSeconds: -1, stop: ["END"], thinking: "low", jsonSchema: '{"type":"object"}' },
};
const precise: Preset = {
  name: "Precise",
  models: [tiny.model],
  systemPrompt: "Be exact.",
  options: { temperature: 0.1, thinking: "high" },
};

/** The settings page of a chat, open. */
async function show(settings: OwnSettings | undefined, presets: Preset[] = [precise]) {
  const started = startReady();
  const { host, view } = started;
  if (settings) {
    host.tell({ type: "showChat", chatId: "c1" });
    host.tell({ type: "chat", chat: { ...chat, ...settings }, messages: [], hasMore: false, prepend: false });
  }
  const root = document.createElement("div");
  document.body.replaceChildren(root);
  await act(async () =>
    createRoot(root).render(
      <ChatViewContext value={view}>
        <App />
      </ChatViewContext>,
    ),
  );
  await act(async () => host.tell({ type: "showSettings" }, { type: "presets", presets }));
  const field = (label: string): HTMLInputElement => {
    const found = [...root.querySelectorAll("label")].find(({ textContent }) => textContent === label);
    const input = root.querySelector<HTMLInputElement>(`[id="${found?.htmlFor ?? ""}"]`);
    if (!input) throw new Error(`There is no field ${label}.`);
    return input;
  };
  const type = (label: string, text: string) =>
    act(async () => {
      const input = field(label);
      Object.getOwnPropertyDescriptor(Object.getPrototypeOf(input), "value")?.set?.call(input, text);
      input.dispatchEvent(new Event("input", { bubbles: true }));
    });
  const press = (name: string) =>
    act(async () => [...root.querySelectorAll("button")].find(({ textContent, title }) => textContent === name || title === name)?.click());
  return { ...started, root, field, type, press };
}

test("What is stored comes back unchanged from the form, and is named in a line", () => {
  expect(toSettings(draftOf(own))).toEqual(own);
  expect(settingsSummary(own)).toMatch(/^System prompt · Preset Precise · Temperature 0.7 .*Thinking: Low · 1 stop text · JSON schema$/);
});

test.each([
  [{ numbers: { temperature: "hot" } }, "temperature"],
  [{ numbers: { keepAliveSeconds: "-2" } }, "keepAliveSeconds"],
  [{ systemPrompt: "x".repeat(300_000) }, "systemPrompt"],
  [{ stop: "x".repeat(300_000) }, "stop"],
])("%j is not saved, because of its %s", (part, key) => {
  expect(Object.keys(problems({ ...draftOf(), ...part }))).toEqual([key]);
});

test("An empty field says what applies instead: the preset's word, and who says it", async () => {
  const { root, field, press } = await show({ options: { topP: 0.5 } });
  expect(field("Temperature").placeholder).toBe("0.1");
  expect(root.textContent).toContain("Preset “Precise”: 0.1");
  expect(root.textContent).toContain("Preset “Precise”: High");
  expect(root.textContent).toContain("Preset “Precise”: Be exact.");
  expect(field("Top-p").value).toBe("0.5");
  await press("Reset Top-p");
  expect(field("Top-p").value).toBe("");
});

test("What is wrong is said at its field and nothing is sent; then it is saved, and the page goes", async () => {
  const { host, view, root, type, press } = await show({});
  await type("Temperature", "hot");
  await press("Save");
  expect(root.textContent).toContain("This is no number.");
  expect(host.count("saveSettings")).toBe(0);
  await type("Temperature", "0,7");
  await press("Save");
  const { saveId, settings } = host.last("saveSettings");
  expect(settings).toEqual({ options: { temperature: 0.7 } });
  await act(async () => host.tell({ type: "settingsSaved", saveId, chat: { ...chat, options: { temperature: 0.7 } } }));
  expect(view.store.getState().page).toBe("chat");
  expect(root.querySelector(".own-settings")?.getAttribute("title")).toContain("Temperature 0.7");
});

test("What was refused stays as it was typed, with the reason", async () => {
  const { host, root, field, type, press } = await show({});
  await type("System prompt", "Be brief.");
  await press("Save");
  const { saveId } = host.last("saveSettings");
  await act(async () => host.tell({ type: "settingsRefused", saveId, error: { message: "The disk is full." } }));
  expect(root.textContent).toContain("The disk is full.");
  expect(field("System prompt").value).toBe("Be brief.");
});

test("What was changed is still there after another page was looked at and after a reload; Cancel forgets it", async () => {
  const { host, view, root, field, type, press } = await show({});
  await type("Seed", "42");
  await act(async () => view.actions.list.show());
  await act(async () => view.actions.settings.show());
  expect(field("Seed").value).toBe("42");
  expect(root.textContent).toContain("Not saved yet.");
  expect(startReady(host.saved).view.store.getState().form?.draft.numbers).toEqual({ seed: "42" });
  await press("Cancel");
  await act(async () => view.actions.settings.show());
  expect(field("Seed").value).toBe("");
  expect(host.saved.form).toBeUndefined();
});

test("A chat that does not exist yet is created with what was set, also after a reload, and the next one has nothing of it", async () => {
  const { host, type, press } = await show(undefined);
  await type("System prompt", "Be brief.");
  await press("Save");
  expect(host.count("saveSettings")).toBe(0);
  const again = startReady(host.saved);
  again.view.actions.questions.ask("Hello?");
  const { replyId, settings } = again.host.last("send");
  expect(settings).toEqual({ systemPrompt: "Be brief." });
  again.host.tell({ type: "chatCreated", replyId, chat: { ...chat, systemPrompt: "Be brief." } });
  again.view.actions.newChat();
  again.view.actions.questions.ask("And now?");
  expect(again.host.last("send").settings).toBeUndefined();
  expect(startReady(again.host.saved).view.store.getState().open.settings).toBeUndefined();
});

test("Nothing that is set for a temporary chat is written down, and its first question takes it", async () => {
  const { host, view } = startReady();
  view.actions.newChat(true);
  view.actions.settings.change({ ...draftOf(), systemPrompt: "A secret" });
  view.actions.settings.save({ ...draftOf(), systemPrompt: "A secret" });
  expect(JSON.stringify(host.saved)).not.toContain("A secret");
  view.actions.questions.ask("Hello?");
  expect(host.last("send")).toMatchObject({ temporary: true, settings: { systemPrompt: "A secret" } });
});

test("Without a preset of its own a chat goes by the one of its model, and one that is gone is said to be", async () => {
  const { root, field } = await show({ preset: "Gone" });
  expect(root.textContent).toContain("There is no such preset any more.");
  expect([...field("Preset").querySelectorAll("option")].map(({ textContent }) => textContent)).toEqual([
    "Of the model: Precise",
    "Gone",
    "Precise",
  ]);
});
