// @vitest-environment happy-dom
import { act } from "react";
import { createRoot } from "react-dom/client";
import { expect, test } from "vitest";
import type { ToHost, ToView } from "../../../extension/src/features/providers/messages.js";
import { changeKind, draftOf, isElsewhere, newDraft, problems, toAdd, toUpdate } from "../../../extension/webviews/providers/draft.js";
import { ProvidersView } from "../../../extension/webviews/providers/providers-view.js";
import { initialState, reduce } from "../../../extension/webviews/providers/state.js";
import type { ModelInfo, ProviderInfo, ProviderKindInfo } from "../../../shared-protocol/generated/protocol.js";

const kind = (name: string, more: Partial<ProviderKindInfo> = {}): ProviderKindInfo => ({
  kind: name,
  displayName: name,
  description: `About ${name}.`,
  takesBaseUrl: true,
  defaultBaseUrl: "http://127.0.0.1:8080/v1",
  takesApiKey: true,
  takesRequestSettings: false,
  takesAdminKey: false,
  presets: [],
  ...more,
});

const compatible = kind("openai-compatible", {
  takesRequestSettings: true,
  presets: [
    { id: "groq", displayName: "Groq", baseUrl: "https://api.groq.com/openai/v1", keyVariable: "GROQ_API_KEY" },
    { id: "azure", displayName: "Azure", baseUrl: "https://{resource}.openai.azure.com/openai/v1" },
  ],
});
const kinds = [kind("embedded"), compatible, kind("ollama", { defaultBaseUrl: "http://127.0.0.1:11434/" })];
const provider: ProviderInfo = {
  providerId: "p1",
  kind: "openai-compatible",
  name: "lab",
  baseUrl: "https://llm.example/v1",
  hasApiKey: true,
  hasAdminKey: false,
  leavesThisMachine: true,
  builtIn: false,
  enabled: true,
  headerNames: ["X-Team"],
  query: [{ name: "v", value: "1" }],
  extraBody: { top_k: 3 },
};

test("A form begins with what is usual, and another kind keeps what was typed", () => {
  const draft = newDraft(compatible, "", ["server"]);
  expect(draft).toMatchObject({ name: "server-2", baseUrl: "http://127.0.0.1:8080/v1", keyFrom: "none" });
  const groq = changeKind(draft, compatible, compatible, "groq", []);
  expect(changeKind({ ...draft, name: "mine" }, compatible, compatible, "groq", ["server"])).toMatchObject({
    ...{ name: "mine", baseUrl: "https://api.groq.com/openai/v1", keyFrom: "key", variable: "GROQ_API_KEY" },
  });
  expect(groq.baseUrl).toBe("https://api.groq.com/openai/v1");
});

test("What is set for textgen stays when a form is saved, and goes with the server when a vendor is chosen", () => {
  const before: ProviderInfo = { ...provider, textgen: { mode: "chat", character: "Ada" } };
  expect(toUpdate(draftOf(before), compatible, before).textgen).toEqual({ mode: "chat", character: "Ada" });
  expect(toUpdate({ ...draftOf(before), preset: "groq" }, compatible, before).textgen).toBeUndefined();
});

test("An admin key is sent once, stays where none is typed, and goes when it is to be forgotten or a vendor has no use for it", () => {
  const own = { ...compatible, takesAdminKey: true };
  const before: ProviderInfo = { ...provider, hasAdminKey: true };
  expect(toAdd({ ...newDraft(own, "", []), adminKey: " k " }, own).adminKey).toBe("k");
  expect(toAdd({ ...newDraft(compatible, "", []), adminKey: "k" }, compatible)).not.toHaveProperty("adminKey");
  const change = (part: object) => {
    const { adminKey, removeAdminKey } = toUpdate({ ...draftOf(before), ...part }, own, before);
    return [adminKey, removeAdminKey];
  };
  expect(change({})).toEqual([undefined, undefined]);
  expect(change({ adminKey: "k", removeAdminKey: true })).toEqual(["k", undefined]);
  expect(change({ removeAdminKey: true })).toEqual([undefined, true]);
  expect(change({ preset: "groq" })).toEqual([undefined, true]);
});

test("Only what the kind asks is sent", () => {
  const draft = {
    ...newDraft(compatible, "", []),
    extraBody: '{"a":1}',
    headers: [{ name: "", value: "", isVariable: false, stored: false }],
  };
  expect(toAdd(draft, compatible)).toEqual({
    ...{ kind: "openai-compatible", name: "server", baseUrl: "http://127.0.0.1:8080/v1", extraBody: { a: 1 } },
  });
  expect(toAdd({ ...draft, kind: "ollama" }, kind("ollama", { takesBaseUrl: false }))).toEqual({ kind: "ollama", name: "server" });
});

test("A change leaves the key and the stored headers as they are, unless told otherwise", () => {
  const draft = draftOf(provider);
  const same = {
    ...{ providerId: "p1", name: "lab", baseUrl: "https://llm.example/v1" },
    ...{ headers: [{ name: "X-Team" }], query: [{ name: "v", value: "1" }], extraBody: { top_k: 3 } },
  };
  expect(toUpdate(draft, compatible, provider)).toEqual(same);
  expect(toUpdate({ ...draft, keyFrom: "none" }, compatible, provider)).toEqual({ ...same, removeApiKey: true });
  expect(toUpdate({ ...draft, keyFrom: "key", key: " k " }, compatible, provider)).toEqual({ ...same, apiKey: "k" });
});

test("The way to a server stays through a change, and its passphrase is never shown", () => {
  const route = { clientCertificate: "/me.pfx", hasPassphrase: true, hasProxyPassword: false, silenceLimitSeconds: 0, proxy: "none" };
  const before = { ...provider, route };
  const draft = draftOf(before);
  expect(draft).toMatchObject({ clientCertificate: "/me.pfx", passphrase: "", silenceLimit: "0" });
  expect(toUpdate(draft, compatible, before).route).toEqual({ clientCertificate: "/me.pfx", silenceLimitSeconds: 0, proxy: "none" });
  expect(toUpdate({ ...draft, passphrase: "new" }, compatible, before).route).toMatchObject({ passphrase: "new" });
  expect(toUpdate({ ...draft, clientCertificate: "", silenceLimit: "", proxy: "" }, compatible, before)).not.toHaveProperty("route");
  expect(problems({ ...draft, silenceLimit: "soon" })).toHaveProperty("silenceLimit");
});

test("The user of a proxy is sent with it; a password is never shown, and stays where none is typed", () => {
  const route = { hasPassphrase: false, proxy: "http://proxy.example:3128/", proxyUser: "me", hasProxyPassword: true };
  const before = { ...provider, route };
  const draft = draftOf(before);
  expect(draft).toMatchObject({ proxyUser: "me", proxyPassword: "", hasProxyPassword: true });
  const sent = (part: object) => toUpdate({ ...draft, ...part }, compatible, before).route;
  expect(sent({})).toEqual({ proxy: route.proxy, proxyUser: "me" });
  expect(sent({ proxyPassword: "new" })).toEqual({ proxy: route.proxy, proxyUser: "me", proxyPassword: "new" });
  expect(sent({ proxyPasswordVariable: "P" })).toEqual({ proxy: route.proxy, proxyUser: "me", proxyPasswordVariable: "P" });
  expect(sent({ proxyUser: "" })).toEqual({ proxy: route.proxy });
  expect(sent({ proxy: "none" })).toEqual({ proxy: "none" });
});

test("Of textgen's settings those are sent that the mode uses", () => {
  const before: ProviderInfo = { ...provider, textgen: { mode: "chatInstruct", character: "Ada", chatInstructCommand: "Be her." } };
  const draft = draftOf(before);
  const sent = (part: object) => toUpdate({ ...draft, textgen: { ...draft.textgen, ...part } }, compatible, before).textgen;
  expect(sent({ greeting: " Hello. " })).toEqual({ ...before.textgen, greeting: "Hello." });
  expect(sent({ mode: "chat", instructionTemplate: "ChatML" })).toEqual({ mode: "chat", character: "Ada" });
  expect(sent({ mode: "", instructionTemplate: "ChatML", samplerPreset: "min_p" })).toEqual({
    ...{ instructionTemplate: "ChatML", samplerPreset: "min_p" },
  });
  expect(sent({ mode: "", chatInstructCommand: "" })).toBeUndefined();
});

test("What is missing is said before anything is asked", () => {
  const draft = newDraft(compatible, "azure", []);
  expect(problems(draft).baseUrl).toContain("{resource}");
  expect(problems({ ...draft, baseUrl: "http://a", keyFrom: "variable", extraBody: "[]" })).toEqual({
    ...{ key: expect.any(String) as string, extraBody: expect.any(String) as string },
  });
  expect(problems({ ...draft, baseUrl: "http://a", keyFrom: "none" })).toEqual({});
});

test.each([
  ["http://127.0.0.1:1/v1", false],
  ["http://localhost", false],
  ["http://[::1]:1", false],
  ["https://llm.example", true],
  ["http://192.168.0.2", true],
  ["nonsense", false],
])("%s is elsewhere: %s", (url, expected) => {
  expect(isElsewhere(url)).toBe(expected);
});

test("A refusal keeps the form as it was typed; one that is saved closes its own form only", () => {
  const listed = reduce(initialState, { type: "providers", providers: [provider], kinds });
  const opened = reduce(listed, { type: "openForm", saveId: "s1" });
  const typed = opened.form && { ...opened.form.draft, name: "mine" };
  if (!typed) throw new Error("The form is not open.");
  const saving = reduce(opened, { type: "save", draft: typed });
  const refused = reduce(saving, { type: "refused", saveId: "s1", error: { message: "No." } });
  expect(refused.form).toMatchObject({ draft: { name: "mine" }, saving: false, refused: { message: "No." } });
  expect(reduce(refused, { type: "saved", saveId: "other", providerId: "p2" }).form).toBe(refused.form);
  expect(reduce(refused, { type: "saved", saveId: "s1", providerId: "p2" })).toMatchObject({ form: undefined, saved: "p2" });
});

async function open(): Promise<{ asked: ToHost[]; tell: (...messages: ToView[]) => Promise<void>; page: HTMLElement }> {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
  const asked: ToHost[] = [];
  const listeners = new Set<(message: ToView) => void>();
  const host = {
    post: (message: ToHost) => void asked.push(message),
    listen: (listener: (message: ToView) => void) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
  const page = document.createElement("div");
  document.body.append(page);
  await act(async () => {
    createRoot(page).render(<ProvidersView host={host} />);
  });
  const tell = (...messages: ToView[]): Promise<void> =>
    act(async () => {
      for (const message of messages) for (const listener of listeners) listener(message);
    });
  return { asked, tell, page };
}

const click = (page: HTMLElement, name: string) =>
  act(async () => {
    const named = [...page.querySelectorAll("button")].find(
      (each) => (each.getAttribute("aria-label") ?? each.textContent).trim() === name,
    );
    if (!named) throw new Error(`There is no button ${name}.`);
    named.click();
  });

test("A provider is shown with why it has no models, tested step by step and removed once that is confirmed", async () => {
  const { asked, tell, page } = await open();
  expect(asked).toEqual([{ type: "read" }]);
  const problem = { provider: "lab", message: "It does not answer.", error: { kind: "unreachable", fix: "Start it.", retryable: true } };
  await tell(
    { type: "providers", providers: [provider], kinds },
    { type: "models", models: [], problems: [problem], defaults: {} },
    { type: "found", found: [] },
  );
  for (const words of ["leaves this machine", "https://llm.example/v1", "key stored", "It does not answer. Start it."])
    expect(page.textContent).toContain(words);

  await click(page, "Test lab");
  const failed = {
    name: "firstAnswer",
    ok: false,
    durationMs: 12,
    message: "Refused.",
    why: "The key is unknown.",
    fix: "Check the key.",
    detail: "<b>401</b>",
  };
  await tell({ type: "tested", providerId: "p1", result: { ok: false, steps: [failed] } });
  expect(page.textContent).toContain("First answer Refused.");
  expect(page.textContent).toContain("The key is unknown.");
  expect(page.textContent).not.toContain("401");
  await click(page, "Original answer");
  expect(page.querySelector("pre")?.textContent).toBe("<b>401</b>");

  const hint = "Start it. This program runs in WSL: a server on Windows is at http://172.22.0.1:11434.";
  const tcp = { name: "tcp", ok: false, durationMs: 3, message: "Nothing listens.", why: "It is off.", fix: hint };
  await tell({ type: "tested", providerId: "p1", result: { ok: false, steps: [tcp] } });
  expect(page.textContent).toContain("TCP Nothing listens.");
  expect(page.textContent).toContain(hint);

  await tell({ type: "tested", providerId: "p1", result: { ok: true, steps: [{ ...failed, ok: true, message: "Not asked." }] } });
  await click(page, "Test lab and ask a model");
  expect(asked.at(-1)).toEqual({ type: "testAndAsk", providerId: "p1" });

  await click(page, "Remove lab");
  await click(page, "Keep");
  expect(asked.at(-1)).toEqual({ type: "testAndAsk", providerId: "p1" });
  await click(page, "Remove lab");
  await click(page, "Remove lab");
  expect(asked.at(-1)).toEqual({ type: "remove", providerId: "p1" });
});

test("What was found is added by one click, a failure can be tried again", async () => {
  const { asked, tell, page } = await open();
  const found = { kind: "ollama", displayName: "Ollama", baseUrl: "http://127.0.0.1:11434", suggestedName: "ollama", models: ["m"] };
  await tell({ type: "failed", error: { message: "The sidecar stopped." } });
  await click(page, "Try again");
  expect(asked.at(-1)).toEqual({ type: "read" });
  await tell({ type: "providers", providers: [], kinds }, { type: "found", found: [found] });
  expect(page.querySelector("[role=alert]")).toBeNull();
  await click(page, "Add Ollama at http://127.0.0.1:11434");
  expect(asked.at(-1)).toMatchObject({ type: "add", provider: { kind: "ollama", name: "ollama", baseUrl: "http://127.0.0.1:11434" } });
});

test("Models fold out with what is known of them, and are loaded, unloaded and stopped by their buttons", async () => {
  const { asked, tell, page } = await open();
  const model = (name: string, more: Partial<ModelInfo>): ModelInfo => ({
    ...{ model: `lab/${name}`, displayName: name, provider: "lab", providerKind: "ollama", state: "available" },
    ...{ leavesThisMachine: false, capabilities: ["chat"], canLoad: false, canUnload: false, ...more },
  });
  const there = model("big", {
    ...{ state: "loaded", canUnload: true, sizeBytes: 5e9, quantization: "Q4_K_M", contextLength: 8192, maxContextLength: 40_960 },
    ...{ memoryBytes: 6e9, gpuMemoryBytes: 4e9, unloadsAt: "2026-11-25T12:00:00Z" },
  });
  const models = [there, model("small", { canLoad: true }), model("fixed", { loadingNote: "It serves one model." })];
  const list = { type: "models", models, problems: [], defaults: {} } as const;
  await tell({ type: "providers", providers: [provider], kinds }, { ...list, models: [...models], problems: [] });
  expect(page.querySelector("li")).toBeNull();

  await click(page, "Models of lab");
  const words = page.querySelector("li")?.textContent;
  for (const word of [
    "in memory",
    "5.0 GB",
    "Q4_K_M",
    "8,192 of 40,960 tokens",
    "6.0 GB of memory (4.0 GB on the GPU)",
    "until Nov 25, 2026",
  ])
    expect(words).toContain(word);
  await click(page, "Unload big");
  await click(page, "Load small");
  expect(asked.slice(-2)).toEqual([
    { type: "unload", model: "lab/big" },
    { type: "load", model: "lab/small" },
  ]);
  await click(page, "Stop small");
  expect(asked.at(-1)).toEqual({ type: "stopMoving", model: "lab/small" });

  await click(page, "Load fixed: It serves one model.");
  expect(asked.at(-1)).toEqual({ type: "stopMoving", model: "lab/small" });
  expect(page.querySelector('[aria-disabled="true"]')?.getAttribute("title")).toBe("It serves one model.");

  await tell(
    { type: "moved", model: "lab/big" },
    { type: "moveFailed", model: "lab/small", error: { message: "Too big for the memory." } },
  );
  expect(page.querySelector("[role=alert]")?.textContent).toContain("Too big for the memory.");
  await click(page, "Unload big");
});

test("Network settings are chosen, saved and, when they are refused, kept as they were typed", async () => {
  const { asked, tell, page } = await open();
  await tell({ type: "providers", providers: [], kinds }, { type: "network", network: {} });
  await click(page, "Choose the file: File with certificate authorities");
  expect(asked.at(-1)).toEqual({ type: "pickFile", field: "caFile" });
  await tell({ type: "picked", field: "caFile", path: "/ca.pem" });
  await click(page, "Save network settings");
  expect(asked.at(-1)).toEqual({ type: "setNetwork", caFile: "/ca.pem", silenceLimitSeconds: 0 });
  await tell({ type: "networkRefused", error: { message: "It holds no certificate." } });
  expect(page.textContent).toContain("It holds no certificate.");
  expect(page.querySelector<HTMLInputElement>("form[aria-label=Network] input")?.value).toBe("/ca.pem");
  const authorities = [{ subject: "Company Root", validUntil: "2030-01-01T00:00:00Z" }];
  await tell({ type: "network", network: { caFile: "/ca.pem", authorities } });
  expect(page.textContent).toContain("Trusted: Company Root.");
  expect(page.textContent).not.toContain("It holds no certificate.");
});

test("A provider is turned off, and moved no further than the end of the list", async () => {
  const { asked, tell, page } = await open();
  const other = { ...provider, providerId: "p2", name: "other" };
  await tell({ type: "providers", providers: [provider, other], kinds });
  await click(page, "Turn lab off");
  expect(asked.at(-1)).toEqual({ type: "setEnabled", providerId: "p1", enabled: false });
  await tell({ type: "providers", providers: [{ ...provider, enabled: false }, other], kinds });
  expect(page.textContent).toContain("It is off: nobody asks it");
  await click(page, "Turn lab on");
  expect(asked.at(-1)).toEqual({ type: "setEnabled", providerId: "p1", enabled: true });
  await click(page, "Move lab down");
  expect(asked.at(-1)).toEqual({ type: "reorder", providerIds: ["p2", "p1"] });
  const before = asked.length;
  await click(page, "Move lab up");
  expect(asked).toHaveLength(before);
});
