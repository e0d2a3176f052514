import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, beforeEach, afterEach, expect, test } from "vitest";
import { canTrace, outgoing, outsideAddress, Outpost, traced } from "./support/connections.js";
import { startFakeServer, type FakeServer } from "./support/fake-server.js";
import { Sidecar } from "./support/sidecar.js";

const limitMs = 120_000;
/** Reserved for documentation: nobody has this address, and nobody this name. */
const nowhere = "https://203.0.113.1";
const named = "https://models.example";

let server: FakeServer;
let dataDirectory: string;

beforeAll(async () => {
  server = await startFakeServer();
});

afterAll(() => server.stop());

beforeEach(() => {
  dataDirectory = mkdtempSync(path.join(tmpdir(), "acl-local-only-"));
});

afterEach(() => {
  rmSync(dataDirectory, { recursive: true, force: true });
});

const failure = async (request: Promise<unknown>): Promise<string> => {
  try {
    await request;
    return "";
  } catch (error) {
    return JSON.stringify((error as { data?: unknown }).data);
  }
};

/** Everything that can make a request, at every kind of destination. Returns the errors of what asks outside. */
async function useEverything(sidecar: Sidecar, outside: readonly string[]): Promise<string[]> {
  const refused: string[] = [];
  const add = (name: string, kind: string, baseUrl: string) =>
    sidecar.request("providers/add", { kind, name, baseUrl, apiKey: "sk-secret" });
  await sidecar.request("providers/add", { kind: "openai-compatible", name: "here", baseUrl: server.baseUrl({ tokens: 5, interval: 0 }) });
  for (const [index, url] of outside.entries()) {
    for (const kind of ["openai-compatible", "ollama"]) {
      const name = `${kind}-${index}`;
      const { providerId } = await add(name, kind, url);
      refused.push(JSON.stringify((await sidecar.request("providers/test", { providerId })).steps[0]));
      const { chatId } = await sidecar.request("chat/create", {});
      refused.push(await failure(sidecar.request("chat/send", { chatId, replyId: name, text: "Hi", model: `${name}/m` })));
    }
  }
  refused.push(...(await sidecar.request("models/list", {})).problems.map((problem) => JSON.stringify(problem)));
  refused.push(await failure(sidecar.request("models/pull", { model: "embedded/tinyllama-1.1b-chat", pullId: "p" })));
  await sidecar.request("providers/discover", {});
  // Starts the engine, a process of its own.
  await sidecar.request("providers/test", { providerId: "embedded" });
  await sidecar.request("doctor/run", {});
  const { chatId } = await sidecar.request("chat/create", {});
  const answer = await sidecar.request("chat/send", { chatId, replyId: "here", text: "Hi", model: "here/fake" });
  expect(answer.stopReason).toBe("stop");
  return refused;
}

const environment = (registry: string, proxy: string) => ({
  npm_config_registry: registry,
  HTTP_PROXY: proxy,
  HTTPS_PROXY: proxy,
  NO_PROXY: "",
  http_proxy: proxy,
  https_proxy: proxy,
  no_proxy: "",
  AI_CHAT_LOCAL_PROBE: `${nowhere},${named}`,
});

test.skipIf(outsideAddress === undefined)(
  "with Local only on nothing reaches another address, not by a proxy either; without it the same things do",
  async () => {
    const outpost = await Outpost.start(outsideAddress ?? "");
    try {
      const sidecar = await Sidecar.start(dataDirectory, environment(`${outpost.url}/`, outpost.url));
      await sidecar.request("privacy/set", { localOnly: true });
      const refused = await useEverything(sidecar, [`${outpost.url}/v1`, `${nowhere}/v1`, `${named}/v1`]);
      expect(refused.length).toBeGreaterThan(12);
      for (const said of refused) expect(said).toContain("Local only");
      expect(outpost.connections).toBe(0);
      expect((await sidecar.request("privacy/ledger", { onlyOutside: true })).entries).toEqual([]);

      await sidecar.request("privacy/set", { localOnly: false });
      const { providers } = await sidecar.request("providers/list", {});
      const outside = providers.find(({ baseUrl }) => baseUrl?.startsWith(outpost.url));
      await sidecar.request("providers/test", { providerId: outside?.providerId ?? "" });
      expect(outpost.connections, "the outpost sees who comes").toBeGreaterThan(0);
      const [entry] = (await sidecar.request("privacy/ledger", { onlyOutside: true })).entries;
      expect(entry).toMatchObject({ host: outsideAddress, purpose: "test", isLoopback: false, outcome: "errorStatus", status: 404 });
      expect(await sidecar.stop()).toBe(0);
    } finally {
      await outpost.stop();
    }
  },
  limitMs,
);

test.skipIf(!canTrace)(
  "with Local only on neither the sidecar nor what it starts connects to another machine or asks a name server",
  async () => {
    const file = path.join(dataDirectory, "trace");
    const proxy = "http://203.0.113.2:3128";
    const sidecar = await Sidecar.start(dataDirectory, environment(`${named}/`, proxy), traced(file));
    await sidecar.request("privacy/set", { localOnly: true });
    for (const said of await useEverything(sidecar, [`${nowhere}/v1`, `${named}/v1`])) expect(said).toContain("Local only");
    expect(await sidecar.stop()).toBe(0);
    expect(outgoing(file)).toEqual([]);
  },
  limitMs,
);
