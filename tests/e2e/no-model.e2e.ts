import { afterAll, beforeAll, expect, test } from "vitest";
import { ChatView } from "./support/chat.js";
import { Session } from "./support/session.js";

let session: Session;

beforeAll(async () => {
  // A folder without an engine: as on a machine where none could be installed.
  session = await Session.start({ series: "no-model", env: { AI_CHAT_LOCAL_ENGINE_DIR: "/nonexistent" } });
});

afterAll(() => session.stop());

test("without any model and engine the view says so, and what to do", async () => {
  const chat = await ChatView.open(session.workbench);
  await chat.text("A chat needs a model.").waitFor();
  await session.workbench.screenshot("1-view");
  expect(await chat.question.isVisible()).toBe(true);
});
