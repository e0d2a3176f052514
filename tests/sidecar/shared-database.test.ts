import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startFakeServer, type FakeServer } from "./support/fake-server.js";
import { Sidecar } from "./support/sidecar.js";

const seconds = Number(process.env["SHARED_SECONDS"] ?? 6);

let server: FakeServer;
let dataDirectory: string;

beforeAll(async () => {
  server = await startFakeServer();
  dataDirectory = mkdtempSync(path.join(tmpdir(), "acl-shared-"));
});

afterAll(async () => {
  await server.stop();
  rmSync(dataDirectory, { recursive: true, force: true });
});

/** Creates, asks, renames and searches for a while. Returns the titles of the chats that have to be there afterwards. */
async function work(sidecar: Sidecar, name: string, untilMs: number): Promise<string[]> {
  const titles: string[] = [];
  for (let i = 0; performance.now() < untilMs; i++) {
    const { chatId } = await sidecar.request("chat/create", { title: "draft" });
    const sent = await Promise.all(
      ["a", "b"].map(async (suffix) => {
        const { chatId: other } = await sidecar.request("chat/create", { title: `${name}-${i}-${suffix}` });
        titles.push(`${name}-${i}-${suffix}`);
        return sidecar.request("chat/send", {
          chatId: other,
          replyId: `${name}${i}${suffix}`,
          text: `${name} asks ${i}`,
          model: "fake/fake",
        });
      }),
    );
    expect(sent.map(({ stopReason }) => stopReason)).toEqual(["stop", "stop"]);
    await sidecar.request("chat/rename", { chatId, title: `${name}-${i}` });
    titles.push(`${name}-${i}`);
    await sidecar.request("chat/search", { query: `${name} ${i}` });
  }
  return titles;
}

test(
  `two sidecars on one database lose no write and show no error in ${seconds} s`,
  async () => {
    const sidecars = await Promise.all([Sidecar.start(dataDirectory), Sidecar.start(dataDirectory)]);
    const [one, two] = sidecars;
    await one.request("providers/add", { kind: "openai-compatible", name: "fake", baseUrl: server.baseUrl({ tokens: 60, interval: 1 }) });
    const untilMs = performance.now() + seconds * 1000;
    const written = (await Promise.all([work(one, "one", untilMs), work(two, "two", untilMs)])).flat();

    const listed: string[] = [];
    for (let before: string | undefined; ;) {
      const page = await two.request("chat/list", { limit: 500, before });
      listed.push(...page.chats.map(({ title }) => title));
      before = page.chats.at(-1)?.chatId;
      if (!page.hasMore) break;
    }
    expect(listed.toSorted()).toEqual(written.toSorted());
    expect(await Promise.all(sidecars.map((sidecar) => sidecar.stop()))).toEqual([0, 0]);
  },
  60_000 + seconds * 1000,
);
