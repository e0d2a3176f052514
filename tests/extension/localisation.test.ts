import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { root, sentences } from "./support/sentences.js";

type Words = Record<string, string>;

const read = (name: string): Words => JSON.parse(readFileSync(path.join(root, name), "utf8")) as Words;
const languagesIn = (folder: string, pattern: RegExp): string[] =>
  readdirSync(path.join(root, folder)).flatMap((name) => pattern.exec(name)?.[1] ?? []);

const languages = languagesIn("extension", /^package\.nls\.(.+)\.json$/);

/** Sorted, each once: a form of a plural may leave one out that another has. */
const placeholders = (text: string): string[] => [...new Set(text.match(/\{\w+\}/g))].sort();

test("German is there", () => {
  expect(languages).toContain("de");
});

test.each(languages)("The manifest is translated, no more and no less: %s", (language) => {
  const [english, translated] = [read("extension/package.nls.json"), read(`extension/package.nls.${language}.json`)];
  expect(Object.keys(translated)).toEqual(Object.keys(english));
  expect(Object.values(translated).filter((text) => text.trim() === "")).toEqual([]);
});

describe.each([
  {
    part: "extension",
    code: ["extension/src", "extension/webviews"],
    words: "extension/l10n",
    pattern: /^bundle\.l10n\.(.+)\.json$/,
    bundleOf: (language: string) => read(`extension/l10n/bundle.l10n.${language}.json`),
    least: 500,
  },
  {
    part: "embedded engine",
    code: ["server/engine/src"],
    words: "server/engine/l10n",
    pattern: /^(.+)\.json$/,
    bundleOf: (language: string) => read(`server/engine/l10n/${language}.json`),
    least: 40,
  },
])("The code of the $part", ({ code, words, pattern, bundleOf, least }) => {
  const { keys, plurals, unreadable } = sentences(...code);

  test("says what it says in literal sentences, so that they can be found and translated", () => {
    expect(unreadable).toEqual([]);
    expect(keys.size).toBeGreaterThan(least);
  });

  test("speaks the languages of the manifest", () => {
    expect(languagesIn(words, pattern)).toEqual(languages);
  });

  test.each(languages)("has every sentence translated: %s", (language) => {
    const bundle = bundleOf(language);
    expect([...keys].filter((key) => !bundle[key])).toEqual([]);
  });

  test.each(languages)("has no translation left over: %s", (language) => {
    expect(Object.keys(bundleOf(language)).filter((key) => !keys.has(key))).toEqual([]);
  });

  test.each(languages)("puts in what its sentence puts in, and has the forms that its language needs: %s", (language) => {
    const { pluralCategories } = new Intl.PluralRules(language).resolvedOptions();
    const wrong = Object.entries(bundleOf(language)).filter(([key, text]) => {
      const sameForms = !plurals.has(key) || text.split("|").length === pluralCategories.length;
      return !sameForms || placeholders(text).join() !== placeholders(key).join();
    });
    expect(wrong).toEqual([]);
  });
});
