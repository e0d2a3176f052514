import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import manifest from "../../../extension/package.json" with { type: "json" };
import { editorActions } from "../../../extension/src/features/code/actions.js";
import words from "../../../extension/package.nls.json" with { type: "json" };

const extension = path.resolve(import.meta.dirname, "../../../extension");

const sources = readdirSync(path.join(extension, "src"), { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".ts"))
  .map((name) => readFileSync(path.join(extension, "src", name), "utf8"))
  .join("\n");

const { contributes } = manifest;
const contributed = contributes.commands.map(({ command }) => command).sort();
const registered = [
  ...[...sources.matchAll(/\bregister\("(aiChatLocal\.\w+)"/g)].map((match) => match[1]),
  ...editorActions.map(({ id }) => `aiChatLocal.${id}`),
].sort();

test("Every command that is contributed is registered, and the reverse", () => {
  expect(contributed.length).toBeGreaterThan(0);
  expect(registered).toEqual(contributed);
});

const said = (placeholder: string): string => Object.entries(words).find(([key]) => `%${key}%` === placeholder)?.[1] ?? "";

test("Commands have the category that the palette shows", () => {
  for (const { category, title } of contributes.commands) {
    expect(said(category)).toBe("AI Chat Local");
    expect(said(title)).toMatch(/^(?!.*AI Chat Local).+$/);
  }
});

test("Every word of the manifest that a user reads can be translated, and no translation is left over", () => {
  const { activitybar, secondarySidebar } = contributes.viewsContainers;
  const shown = [
    ...[manifest.displayName, manifest.description, contributes.configuration.title],
    ...contributes.commands.flatMap(({ title, category }) => [title, category]),
    ...[...activitybar, ...secondarySidebar].map(({ title }) => title),
    ...contributes.submenus.map(({ label }) => label),
    ...contributes.views.aiChatLocal.map(({ name }) => name),
    ...Object.values(contributes.configuration.properties).map(({ markdownDescription }) => markdownDescription),
  ];
  expect([...new Set(shown)].sort()).toEqual(
    Object.keys(words)
      .map((key) => `%${key}%`)
      .sort(),
  );
});

test("Menus, keys and the code name commands that exist", () => {
  const named = [
    ...Object.values(contributes.menus).flatMap((items) => items.flatMap((item) => ("command" in item ? [item.command] : []))),
    ...contributes.keybindings.map(({ command }) => command),
    ...[...sources.matchAll(/(?:executeCommand\(|command = )"(aiChatLocal\.\w+)"/g)].map((match) => match[1]),
  ];
  expect(named.length).toBeGreaterThan(10);
  for (const command of named) expect(contributed).toContain(command);
});

test("Keys are chords under one prefix and no two are the same", () => {
  // The keys of an edit are taken only in the file that it is shown in.
  const bound = contributes.keybindings.filter(({ when }) => !when?.includes("aiChatLocal.quickEdit"));
  expect(contributes.keybindings.length - bound.length).toBe(2);
  const keys = bound.map(({ key }) => key);
  for (const key of keys) expect(key).toMatch(/^ctrl\+alt\+; [a-z]$/);
  expect(new Set(keys).size).toBe(keys.length);
});

test("Every setting is read by the code", () => {
  const settings = Object.keys(contributes.configuration.properties);
  expect(settings.length).toBeGreaterThan(0);
  for (const setting of settings) expect(sources).toContain(`"${setting.replace("aiChatLocal.", "")}"`);
});

test("It is activated by its views and commands only, and by a chat that was left open in an editor", () => {
  expect(manifest.activationEvents).toEqual(["onWebviewPanel:aiChatLocal.chatTab"]);
  expect(sources).toContain('"aiChatLocal.chatTab"');
});

test("The containers that the chat is moved between are those of the manifest", () => {
  const ids = Object.values(contributes.viewsContainers).flatMap((containers) => containers.map(({ id }) => id));
  const named = [...sources.matchAll(/"workbench\.view\.extension\.(\w+)"/g)].map((match) => match[1]);
  expect(named.sort()).toEqual(ids.sort());
});
