import { expect, test, vi } from "vitest";
import manifest from "../../../extension/package.json" with { type: "json" };
import { ChatFixture } from "./support/chat-fixture.js";

vi.mock("vscode", () => ({ commands: {} }));
const { commandKeys } = await import("../../../extension/src/features/chat/shortcuts.js");

test("Every key of the manifest is told with its command's title, and whether it is for an editor", () => {
  const told = commandKeys(manifest);
  expect(told).toHaveLength(manifest.contributes.keybindings.length);
  expect(told).toContainEqual({ does: "%command.newChat%", key: "ctrl+alt+; n", mac: "cmd+alt+; n", inEditor: false });
  expect(told).toContainEqual({ does: "%command.explainCode%", key: "ctrl+alt+; e", mac: "cmd+alt+; e", inEditor: true });
});

test("The view is told them, and where they are changed is the host's business", async () => {
  const fixture = new ChatFixture();
  await fixture.ready();
  await fixture.receive({ type: "listKeys" });
  await fixture.receive({ type: "changeKeys" });
  expect(fixture.last("keys").commands).toHaveLength(1);
  expect(fixture.calls).toEqual(["changeKeys"]);
});
