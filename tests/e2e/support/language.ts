import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";

/**
 * Gives a workbench a display language before it starts. Its language pack says nothing: VS Code's own words stay English, but extensions
 * are told the language and say theirs in it.
 */
export function addLanguage(folder: string, language: string): void {
  const user = path.join(folder, "user");
  mkdirSync(user, { recursive: true });
  const words = path.join(user, `${language}.i18n.json`);
  writeFileSync(words, JSON.stringify({ contents: {} }));
  const pack = {
    hash: "empty",
    label: language,
    extensions: [{ extensionIdentifier: { id: `words.${language}` }, version: "1.0.0" }],
    translations: { vscode: words },
  };
  writeFileSync(path.join(user, "languagepacks.json"), JSON.stringify({ [language]: pack }));
}
