import { describe, expect, test } from "vitest";
import { ModelCatalog } from "../../../extension/src/features/models/model-catalog.js";
import { ProvidersBridge } from "../../../extension/src/features/providers/bridge.js";
import { readToHost } from "../../../extension/src/features/providers/message-guard.js";
import type { ToHost, ToView } from "../../../extension/src/features/providers/messages.js";
import { UserError } from "../../../extension/src/infrastructure/errors.js";
import { deferred } from "./support/deferred.js";
import { FakeSidecar } from "./support/fake-sidecar.js";

const settings = {
  name: "lab",
  baseUrl: "http://127.0.0.1:8080/v1",
  apiKey: "k",
  apiKeyVariable: "V",
  adminKey: "a",
  preset: "groq",
  api: "chat",
  headers: [{ name: "X-Team" }, { name: "X-A", value: "1" }, { name: "X-B", variable: "B" }],
  query: [{ name: "v", value: "1" }],
  extraBody: { top_k: 3, deep: { list: [1, null] } },
  modelsPath: "/list",
  chatPath: "/talk",
  textgen: { mode: "chat", character: "Ada", greeting: "Hello." },
  route: {
    clientCertificate: "/me.pfx",
    clientKey: "/key.pem",
    passphrase: "p",
    passphraseVariable: "P",
    silenceLimitSeconds: 90,
    proxy: "http://proxy.example:3128",
    proxyUser: "me",
    proxyPassword: "p",
    proxyPasswordVariable: "P",
  },
} as const;

const copy = () => ({
  ...settings,
  headers: settings.headers.map((each) => ({ ...each })),
  query: settings.query.map((each) => ({ ...each })),
  textgen: { ...settings.textgen },
});

/** One of each, so that a message that joins the union is tried too. */
const examples: { [T in ToHost["type"]]: Extract<ToHost, { type: T }> } = {
  read: { type: "read" },
  focused: { type: "focused" },
  add: { type: "add", saveId: "s1", provider: { kind: "openai-compatible", ...copy() } },
  update: { type: "update", saveId: "s1", provider: { providerId: "p1", ...copy(), removeApiKey: true, removeAdminKey: true } },
  setEnabled: { type: "setEnabled", providerId: "p1", enabled: false },
  reorder: { type: "reorder", providerIds: ["p2", "p1"] },
  remove: { type: "remove", providerId: "p1" },
  test: { type: "test", providerId: "p1" },
  testAndAsk: { type: "testAndAsk", providerId: "p1" },
  setDefault: { type: "setDefault", use: "edits", model: "lab/m" },
  load: { type: "load", model: "lab/m" },
  unload: { type: "unload", model: "lab/m" },
  stopMoving: { type: "stopMoving", model: "lab/m" },
  setNetwork: { type: "setNetwork", caFile: "/ca.pem", silenceLimitSeconds: 120 },
  pickFile: { type: "pickFile", field: "caFile" },
  showLog: { type: "showLog" },
};

describe("the guard of the Providers view's messages", () => {
  test.each(Object.values(examples))("accepts $type as it is", (message) => {
    expect(readToHost(message)).toEqual(message);
  });

  test.each(Object.values(examples).flatMap((message) => Object.keys(message).map((key) => [message.type, key] as const)))(
    "refuses %s with a %s of the wrong type",
    (type, key) => {
      const isFlag = key === "enabled";
      for (const wrong of [42.5, isFlag ? "true" : true, null, { toString: "x" }, ["x", 1], () => "x"])
        expect(readToHost({ ...examples[type], [key]: wrong })).toBeUndefined();
    },
  );

  test.each([...Object.keys(settings), "kind"])("refuses a provider whose %s is of the wrong type", (key) => {
    for (const wrong of [42, null, ["x"], [null]])
      expect(readToHost({ ...examples.add, provider: { ...examples.add.provider, [key]: wrong } })).toBeUndefined();
  });

  test("refuses what is without measure, and what is no way to talk to a model", () => {
    const adds = (part: object) => readToHost({ ...examples.add, provider: { ...examples.add.provider, ...part } });
    expect(adds({ name: "x".repeat(20_000) })).toBeUndefined();
    expect(adds({ headers: new Array(101).fill({ name: "a", value: "b" }) })).toBeUndefined();
    expect(adds({ extraBody: { text: "x".repeat(300_000) } })).toBeUndefined();
    expect(adds({ api: "ftp" })).toBeUndefined();
    expect(adds({ textgen: { mode: "notebook" } })).toBeUndefined();
    expect(adds({ textgen: { character: 1 } })).toBeUndefined();
  });

  test("passes on known fields only", () => {
    const hostile: unknown = JSON.parse(
      '{"type":"add","saveId":"s","__proto__":{"a":1},"provider":{"kind":"ollama","name":"a","command":"x","headers":[{"name":"A","run":"x"}]}}',
    );
    expect(readToHost(hostile)).toEqual({ type: "add", saveId: "s", provider: { kind: "ollama", name: "a", headers: [{ name: "A" }] } });
  });

  test.each([undefined, null, 0, "read", [], {}, { type: "runCommand" }, { type: "constructor" }, { type: "add", saveId: "s" }])(
    "refuses %j, which is no message",
    (value) => {
      expect(readToHost(value)).toBeUndefined();
    },
  );
});

describe("the Providers view's other side", () => {
  const provider = {
    providerId: "p1",
    kind: "ollama",
    name: "lab",
    baseUrl: null,
    hasApiKey: false,
    hasAdminKey: false,
    leavesThisMachine: false,
    builtIn: false,
    enabled: true,
  };

  function open() {
    const shown: ToView[] = [];
    const sidecar = new FakeSidecar()
      .answer("providers/list", () => ({ providers: [provider], kinds: [] }))
      .answer("providers/discover", () => ({ found: [] }))
      .answer("models/list", () => ({ models: [], problems: [] }))
      .answer("network/get", () => ({}))
      .answer("providers/add", () => ({ providerId: "p1" }));
    const bridge = new ProvidersBridge(
      sidecar,
      new ModelCatalog(sidecar),
      (message) => shown.push(message),
      () => undefined,
      (field) => Promise.resolve(field === "caFile" ? "/ca.pem" : undefined),
    );
    return { sidecar, bridge, shown, types: () => shown.map(({ type }) => type) };
  }

  test("What was saved is told before its models are asked for", async () => {
    const { bridge, types } = open();
    await bridge.receive(examples.add);
    expect(types().slice(0, 2)).toEqual(["providers", "saved"]);
    expect(types()).toContain("models");
  });

  test("A refusal goes to its form, and says why", async () => {
    const { sidecar, bridge, shown } = open();
    sidecar.answer("providers/add", () => {
      throw new UserError("The name is taken.");
    });
    await bridge.receive(examples.add);
    expect(shown).toEqual([{ type: "refused", saveId: "s1", error: { message: "The name is taken." } }]);
  });

  test("The keyboard coming back asks the providers for models only when there are others", async () => {
    const { sidecar, bridge } = open();
    await bridge.receive({ type: "read" });
    await bridge.receive({ type: "focused" });
    expect(sidecar.count("models/list")).toBe(1);
    sidecar.answer("providers/list", () => ({ providers: [provider, { ...provider, providerId: "p2", name: "other" }], kinds: [] }));
    await bridge.receive({ type: "focused" });
    expect(sidecar.count("models/list")).toBe(2);
  });

  test("A model is loaded once at a time, and the list comes before the word that it is done", async () => {
    const { sidecar, bridge, types } = open();
    const loaded = deferred<{ durationMs: number }>();
    sidecar.answer("models/load", () => loaded.promise);
    const first = bridge.receive(examples.load);
    await bridge.receive(examples.load);
    expect(sidecar.asked).toEqual([{ method: "models/load", params: { model: "lab/m" } }]);
    loaded.resolve({ durationMs: 5 });
    await first;
    expect(types()).toEqual(["models", "moved"]);
  });

  test("A load that is stopped is no failure, one that fails says why", async () => {
    const { sidecar, bridge, shown } = open();
    sidecar.answer("models/load", (_, token) => {
      const stopped = deferred<never>();
      token?.onCancellationRequested(() => stopped.reject(new UserError("Cancelled.")));
      return stopped.promise;
    });
    const loading = bridge.receive(examples.load);
    await bridge.receive(examples.stopMoving);
    await loading;
    expect(shown.map(({ type }) => type)).toEqual(["models", "moved"]);
    sidecar.answer("models/unload", () => {
      throw new UserError("m is not loaded.");
    });
    await bridge.receive(examples.unload);
    expect(shown.at(-1)).toEqual({ type: "moveFailed", model: "lab/m", error: { message: "m is not loaded." } });
  });

  test("A load that is stopped when the sidecar is gone ends in the view, too, and so does one that nobody knows of", async () => {
    const { sidecar, bridge, shown } = open();
    sidecar.answer("models/load", (_, token) => {
      const stopped = deferred<never>();
      token?.onCancellationRequested(() => stopped.reject(new UserError("The sidecar stopped.")));
      return stopped.promise;
    });
    sidecar.answer("models/list", () => {
      throw new UserError("The sidecar stopped.");
    });
    const loading = bridge.receive(examples.load);
    await bridge.receive(examples.stopMoving);
    await loading;
    expect(shown).toEqual([
      { type: "moved", model: "lab/m" },
      { type: "failed", error: { message: "The sidecar stopped." } },
    ]);
    await bridge.receive(examples.stopMoving);
    expect(shown.at(-1)).toEqual({ type: "moved", model: "lab/m" });
  });

  test("A default is chosen for its use, taken back, and told with the models", async () => {
    const { sidecar, bridge, shown } = open();
    const asked: unknown[] = [];
    sidecar.answer("models/setDefault", (parameters) => {
      asked.push(parameters);
      return {};
    });
    sidecar.answer("models/list", () => ({ models: [], problems: [], defaultModel: "lab/a", embeddingModel: "lab/e" }));
    await bridge.receive(examples.setDefault);
    await bridge.receive({ type: "setDefault", use: "edits" });
    expect(asked).toEqual([{ model: "lab/m", use: "edits" }, { use: "edits" }]);
    expect(shown.at(-1)).toEqual({ type: "models", models: [], problems: [], defaults: { chat: "lab/a", embeddings: "lab/e" } });
  });

  test("Network settings are set and told anew; a refusal goes to their section", async () => {
    const { sidecar, bridge, shown } = open();
    sidecar.answer("network/set", ({ caFile = "" }) => ({ caFile }));
    await bridge.receive({ ...examples.setNetwork, silenceLimitSeconds: 0 });
    sidecar.answer("network/set", () => {
      throw new UserError("There is no such file.");
    });
    await bridge.receive(examples.setNetwork);
    expect(shown).toEqual([
      { type: "network", network: { caFile: "/ca.pem" } },
      { type: "networkRefused", error: { message: "There is no such file." } },
    ]);
  });

  test("A chosen file is told; a dialog that is closed changes nothing", async () => {
    const { bridge, shown } = open();
    await bridge.receive({ type: "pickFile", field: "clientKey" });
    await bridge.receive({ type: "pickFile", field: "caFile" });
    expect(shown).toEqual([{ type: "picked", field: "caFile", path: "/ca.pem" }]);
  });

  test("A model is asked only when that is wished", async () => {
    const { sidecar, bridge } = open();
    const asked: unknown[] = [];
    sidecar.answer("providers/test", (parameters) => {
      asked.push(parameters);
      return { ok: true, steps: [] };
    });
    await bridge.receive(examples.test);
    await bridge.receive(examples.testAndAsk);
    expect(asked).toEqual([{ providerId: "p1" }, { providerId: "p1", askModel: true }]);
  });

  test("A test that cannot be made is told at its provider", async () => {
    const { bridge, shown } = open();
    await bridge.receive(examples.test);
    expect(shown).toEqual([expect.objectContaining({ type: "testFailed", providerId: "p1" })]);
  });
});
