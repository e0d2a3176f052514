import { expect, test } from "vitest";
import { startFakeLlm } from "../fixtures/fake-llm/server.mjs";
import { ChatView } from "./support/chat.js";
import { runSidecar, Session } from "./support/session.js";

const themes = ["Default Dark Modern", "Default Light Modern", "Default High Contrast", "Default High Contrast Light"];

test.each(themes)("the chat is legible in %s", async (theme) => {
  const server = await startFakeLlm({ speaks: ["openai"], parameters: { style: "markdown", tokens: 220, thinking: 30 } });
  const session = await Session.start({ series: `theme-${theme.replaceAll(" ", "-").toLowerCase()}`, theme }, async (dataDirectory) => {
    await runSidecar(dataDirectory, "providers", "add", "openai-compatible", "fake", "--url", `${server.url}/v1`);
  });
  try {
    const chat = await ChatView.open(session.workbench);
    await chat.ask("Show me everything");
    await chat.answered();
    await session.workbench.screenshot("chat");
    const [text, background] = await chat
      .locator(".markdown p")
      .first()
      .evaluate((paragraph) => {
        const colours = [getComputedStyle(paragraph).color];
        for (let element: Element | null = paragraph; element; element = element.parentElement) {
          const colour = getComputedStyle(element).backgroundColor;
          if (colour !== "rgba(0, 0, 0, 0)") {
            colours.push(colour);
            break;
          }
        }
        return colours;
      });
    expect(text, "text has a colour of its own").not.toBe(background);
  } finally {
    await session.stop();
    await server.close();
  }
});
