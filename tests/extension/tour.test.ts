import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";

const root = path.resolve(import.meta.dirname, "../..");
const read = (...names: string[]): string => readFileSync(path.join(root, ...names), "utf8");

/** Which screen of the end-to-end tests each picture of the tour is a copy of, from `artifacts/screenshots`. */
const taken: Record<string, [series: string, name: string]> = {
  "tour-answer.png": ["chat", "1-markdown"],
  "tour-branches.png": ["branches", "2-answers"],
  "tour-diff.png": ["code", "2-diff"],
  "tour-export.png": ["transfer", "1-formats"],
  "tour-labels.png": ["branches", "7-labels"],
  "tour-mention.png": ["composer", "1-mention"],
  "tour-places.png": ["places", "2-side-by-side"],
  "tour-providers.png": ["providers", "3-tested"],
  "tour-quick-edit.png": ["code", "5-edit-ready"],
  "tour-settings.png": ["settings", "2-form"],
  "tour-shortcuts.png": ["settings", "4-shortcuts"],
  "tour-side-by-side.png": ["side-by-side", "2-ended"],
};

test("The tour shows pictures that exist and that the end-to-end tests take", () => {
  const shown = [...read("docs", "tour.md").matchAll(/\]\(images\/([\w.-]+)\)/g)].map(([, name]) => name);
  expect(shown.toSorted()).toEqual(Object.keys(taken).toSorted());
  expect(shown.filter((name = "") => !existsSync(path.join(root, "docs", "images", name)))).toEqual([]);
  const tests = readdirSync(path.join(root, "tests", "e2e")).filter((name) => name.endsWith(".e2e.ts"));
  const sources = tests.map((name) => read("tests", "e2e", name));
  const untaken = Object.values(taken).filter(
    ([series, name]) => !sources.some((source) => source.includes(`series: "${series}"`) && source.includes(`screenshot("${name}")`)),
  );
  expect(untaken).toEqual([]);
});
