import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { extension, sentences } from "./support/sentences.js";

type Words = Record<string, string>;

const read = (name: string): Words => JSON.parse(readFileSync(path.join(extension, name), "utf8")) as Words;
const languagesIn = (folder: string, pattern: RegExp): string[] =>
  readdirSync(path.join(extension, folder)).flatMap((name) => pattern.exec(name)?.[1] ?? []);

const languages = languagesIn("l10n", /^bundle\.l10n\.(.+)\.json$/);
const { keys, plurals, unreadable } = sentences();

/** Sorted, each once: a form of a plural may leave one out that another has. */
const placeholders = (text: string): string[] => [...new Set(text.match(/\{\w+\}/g))].sort();

test("What is said is said in literal sentences, so that they can be found and translated", () => {
  expect(unreadable).toEqual([]);
  expect(keys.size).toBeGreaterThan(500);
});

test("German is there, for the code and for the manifest", () => {
  expect(languages).toContain("de");
  expect(languagesIn("", /^package\.nls\.(.+)\.json$/)).toEqual(languages);
});

test.each(languages)("Every sentence of the code is translated: %s", (language) => {
  const bundle = read(`l10n/bundle.l10n.${language}.json`);
  expect([...keys].filter((key) => !bundle[key])).toEqual([]);
});

test.each(languages)("No translation is left over: %s", (language) => {
  const bundle = read(`l10n/bundle.l10n.${language}.json`);
  expect(Object.keys(bundle).filter((key) => !keys.has(key))).toEqual([]);
});

test.each(languages)("A translation puts in what its sentence puts in, and has the forms that its language needs: %s", (language) => {
  const { pluralCategories } = new Intl.PluralRules(language).resolvedOptions();
  const wrong = Object.entries(read(`l10n/bundle.l10n.${language}.json`)).filter(([key, text]) => {
    const sameForms = !plurals.has(key) || text.split("|").length === pluralCategories.length;
    return !sameForms || placeholders(text).join() !== placeholders(key).join();
  });
  expect(wrong).toEqual([]);
});

test.each(languages)("The manifest is translated, no more and no less: %s", (language) => {
  const [english, translated] = [read("package.nls.json"), read(`package.nls.${language}.json`)];
  expect(Object.keys(translated)).toEqual(Object.keys(english));
  expect(Object.values(translated).filter((text) => text.trim() === "")).toEqual([]);
});
