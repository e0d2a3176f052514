import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";

const root = path.join(import.meta.dirname, "../..");

test("every test that the table of providers names exists", () => {
  const folder = path.join(root, "tests/server/AiChatLocal.Providers.Tests");
  const sources = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith("Tests.cs"))
    .map((file) => readFileSync(path.join(folder, file), "utf8"))
    .join("\n");
  const table = readFileSync(path.join(root, "docs/providers.md"), "utf8");

  const names = [...table.matchAll(/`(?:[A-Za-z]+\.)?([A-Z][a-z]+(?:_[a-z0-9]+){3,})`/g)].map((match) => match[1] ?? "");

  expect(names.length).toBeGreaterThan(20);
  expect(names.filter((name) => !sources.includes(` ${name}(`))).toEqual([]);
});
