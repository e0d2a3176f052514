// @vitest-environment happy-dom
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { act } from "react";
import { createRoot } from "react-dom/client";
import { expect, test } from "vitest";
import { App } from "../../../extension/webviews/chat/shell/app.js";
import { keyNames } from "../../../extension/webviews/chat/shortcuts/key-names.js";
import { viewKeys } from "../../../extension/webviews/chat/shortcuts/view-keys.js";
import { ChatViewContext } from "../../../extension/webviews/chat/state/context.js";
import { startReady } from "./support/fixtures.js";

const chat = path.resolve(import.meta.dirname, "../../../extension/webviews/chat");

/** Which group of the sheet names the keys of a file. */
const groups: Readonly<Record<string, keyof typeof viewKeys>> = {
  "shell/app.tsx": "view",
  "composer/composer.tsx": "question",
  "composer/use-suggestions.ts": "suggestions",
  "composer/queue-list.tsx": "queue",
  "messages/answer-columns.tsx": "columns",
  "markdown/external-link.tsx": "messages",
  "messages/message-list.tsx": "messages",
  "messages/question-edit.tsx": "messages",
  "messages/find-bar.tsx": "find",
  "chats/chat-list.tsx": "list",
  "chats/chat-row.tsx": "list",
  "shell/menu.tsx": "menus",
  "composer/model-list.tsx": "menus",
  "composer/context-meter.tsx": "menus",
  "shortcuts/shortcuts-page.tsx": "pages",
};

/** The keys that code compares with, and those that a table of it has. */
function keysIn(source: string): string[] {
  const compared = [...source.matchAll(/\.key [!=]== "([^"]+)"/g)].map((match) => match[1] ?? "");
  const tables = [...source.matchAll(/\{([^{}]*)\}\[event\.key\]/g)].flatMap((match) =>
    [...(match[1] ?? "").matchAll(/(\w+):/g)].map((name) => name[1] ?? ""),
  );
  const sets = /\.has\(event\.key\)/.test(source) ? [...source.matchAll(/new Set\(\[("[^\]]*)\]\)/g)] : [];
  return [...compared, ...tables, ...sets.flatMap((match) => [...(match[1] ?? "").matchAll(/"(\w+)"/g)].map((name) => name[1] ?? ""))];
}

const files = readdirSync(chat, { recursive: true, encoding: "utf8" }).filter((name) => /\.tsx?$/.test(name));
const handled = files
  .map((name) => ({ name: name.replaceAll("\\", "/"), source: readFileSync(path.join(chat, name), "utf8") }))
  .filter(({ source }) => source.includes("event.key"))
  .map(({ name, source }) => ({ name, keys: [...new Set(keysIn(source))] }));

test("Every file of the view that takes keys belongs to a group, and each of its keys is in it", () => {
  expect(handled.map(({ name }) => name).sort()).toEqual(Object.keys(groups).sort());
  for (const { name, keys } of handled) {
    expect(keys, name).not.toEqual([]);
    const listed = viewKeys[groups[name] ?? "view"].shortcuts.flatMap((shortcut) => shortcut.keys.map((each) => each.replace(/^.*\+/, "")));
    expect(listed, `keys of ${name}`).toEqual(expect.arrayContaining(keys));
  }
});

test("No key is listed that nobody takes", () => {
  // A button is pressed, a row opened and a line broken by the browser itself; a sign is found in the text.
  const byItself = new Set(["Enter", "@", "/"]);
  for (const [group, { shortcuts }] of Object.entries(viewKeys)) {
    const taken = handled.filter(({ name }) => groups[name] === group).flatMap(({ keys }) => keys);
    for (const key of shortcuts.flatMap(({ keys }) => keys.map((each) => each.replace(/^.*\+/, ""))))
      expect(byItself.has(key) || taken.includes(key), `${key} in ${group}`).toBe(true);
  }
});

test.each([
  ["Mod+f", ["Ctrl+F"], ["⌘F"]],
  ["Shift+Enter", ["Shift+Enter"], ["⇧Enter"]],
  ["ctrl+alt+; c", ["Ctrl+Alt+;", "C"], ["⌃⌥;", "C"]],
  ["cmd+alt+; c", ["Ctrl+Alt+;", "C"], ["⌘⌥;", "C"]],
  ["Escape", ["Esc"], ["Esc"]],
  ["?", ["?"], ["?"]],
])("%s is printed as on the user's keyboard", (key, elsewhere, mac) => {
  expect(keyNames(key, false)).toEqual(elsewhere);
  expect(keyNames(key, true)).toEqual(mac);
});

test("A question mark opens the sheet, but is text in a field; the sheet is searched and leads to VS Code's own", async () => {
  const { host, view } = startReady();
  const root = document.createElement("div");
  document.body.replaceChildren(root);
  await act(async () =>
    createRoot(root).render(
      <ChatViewContext value={view}>
        <App />
      </ChatViewContext>,
    ),
  );
  const press = (on: Element | null) =>
    act(async () => on?.dispatchEvent(new KeyboardEvent("keydown", { key: "?", bubbles: true, cancelable: true })));
  await press(root.querySelector("textarea"));
  expect(view.store.getState().page).toBe("chat");
  await press(root.querySelector("button"));
  expect(view.store.getState().page).toBe("shortcuts");
  expect(host.count("listKeys")).toBe(1);
  await act(async () =>
    host.tell({ type: "keys", commands: [{ does: "New Chat", key: "ctrl+alt+; n", mac: "cmd+alt+; n", inEditor: false }] }),
  );
  expect([...root.querySelectorAll("kbd")].map(({ textContent }) => textContent)).toContain("Ctrl+Alt+;");
  const search = root.querySelector("input");
  await act(async () => {
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value")?.set?.call(search, "new chat");
    search?.dispatchEvent(new Event("input", { bubbles: true }));
  });
  expect([...root.querySelectorAll("dt")].map(({ textContent }) => textContent)).toEqual(["New Chat"]);
  await act(async () => root.querySelector<HTMLButtonElement>(".shortcuts button")?.click());
  expect(host.count("changeKeys")).toBe(1);
});
