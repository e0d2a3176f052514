import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import manifest from "../../../extension/package.json" with { type: "json" };

const extension = path.resolve(import.meta.dirname, "../../../extension");

const sources = readdirSync(path.join(extension, "src"), { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".ts"))
  .map((name) => readFileSync(path.join(extension, "src", name), "utf8"))
  .join("\n");

const { contributes } = manifest;
const contributed = contributes.commands.map(({ command }) => command).sort();
const registered = [...sources.matchAll(/\bregister\("(aiChatLocal\.\w+)"/g)].map((match) => match[1]).sort();

test("Every command that is contributed is registered, and the reverse", () => {
  expect(contributed.length).toBeGreaterThan(0);
  expect(registered).toEqual(contributed);
});

test("Commands have the category that the palette shows", () => {
  for (const { category, title } of contributes.commands) {
    expect(category).toBe("AI Chat Local");
    expect(title).not.toContain("AI Chat Local");
  }
});

test("Menus, keys and the code name commands that exist", () => {
  const named = [
    ...Object.values(contributes.menus).flatMap((items) => items.map(({ command }) => command)),
    ...contributes.keybindings.map(({ command }) => command),
    ...[...sources.matchAll(/(?:executeCommand\(|command = )"(aiChatLocal\.\w+)"/g)].map((match) => match[1]),
  ];
  expect(named.length).toBeGreaterThan(10);
  for (const command of named) expect(contributed).toContain(command);
});

test("Keys are chords under one prefix and no two are the same", () => {
  const keys = contributes.keybindings.map(({ key }) => key);
  for (const key of keys) expect(key).toMatch(/^ctrl\+alt\+; [a-z]$/);
  expect(new Set(keys).size).toBe(keys.length);
});

test("Every setting is read by the code", () => {
  const settings = Object.keys(contributes.configuration.properties);
  expect(settings.length).toBeGreaterThan(0);
  for (const setting of settings) expect(sources).toContain(`"${setting.replace("aiChatLocal.", "")}"`);
});

test("It is activated by its views and commands only", () => {
  expect(manifest.activationEvents).toEqual([]);
});
