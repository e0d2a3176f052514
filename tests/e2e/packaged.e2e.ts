import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { pack } from "../../scripts/lib/pack.mjs";
import { extension } from "../../scripts/lib/paths.mjs";
import { startFakeLlm } from "../fixtures/fake-llm/server.mjs";
import { ChatView } from "./support/chat.js";
import { runSidecar, Session } from "./support/session.js";

let server: Awaited<ReturnType<typeof startFakeLlm>>;
let session: Session;

beforeAll(async () => {
  server = await startFakeLlm({ speaks: ["openai"], parameters: { style: "markdown", tokens: 60 } });
  session = await Session.start({ series: "packaged", vsix: await pack() }, async (dataDirectory) => {
    await runSidecar(dataDirectory, "providers", "add", "openai-compatible", "fake", "--url", `${server.url}/v1`);
  });
}, 240_000);

afterEach(({ task }) => (task.result?.state === "fail" ? session.workbench.screenshot("failed") : undefined));

afterAll(async () => {
  await session.stop();
  await server.close();
});

test("the package that users install answers with the sidecar in it", async () => {
  const chat = await ChatView.open(session.workbench);
  await chat.ask("Are you the installed one?");
  await chat.answered();
  await chat.locator(".code-block code span").first().waitFor();
  await session.workbench.screenshot("1-answer");
  expect(session.sidecarProgram()).toContain(`${session.folder}/extensions/ai-chat-local.ai-chat-local-`);
});

test("what is packed is the build for users: without React's checks for developers", () => {
  const folder = path.join(extension, "dist", "webviews");
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".js"));
  const developed = files.filter((name) => readFileSync(path.join(folder, name), "utf8").includes("react_stack_bottom_frame"));
  expect(files.length).toBeGreaterThan(100);
  expect(developed).toEqual([]);
});
