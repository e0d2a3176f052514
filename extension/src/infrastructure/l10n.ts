import { config, t, type L10nReplacement } from "@vscode/l10n";

/** VS Code's display language: numbers, dates and plurals are written as it writes them. */
export let language = "en";

/** Told once, before anything is said. */
export function speak(displayLanguage: string, bundle: string | Readonly<Record<string, string>> | undefined): void {
  language = displayLanguage;
  if (bundle !== undefined) config({ contents: bundle });
}

/**
 * A sentence in the display language, for code that runs where `vscode` is not. Its English words are its key and stand in the call itself,
 * with `{0}` or `{name}` for what is put in, as for `vscode.l10n.t`.
 */
export { t };

const categories = ["zero", "one", "two", "few", "many", "other"] as const;

/**
 * The form of a sentence that goes with a number.
 * @param forms `t("{0} file|{0} files")`: as many as the language has, in the order of Unicode's plural categories
 * @param count what `{0}` stands for
 * @param others what `{1}`, `{2}` … stand for
 */
export function plural(forms: string, count: number, ...others: L10nReplacement[]): string {
  const rules = new Intl.PluralRules(language);
  const { pluralCategories } = rules.resolvedOptions();
  const each = forms.split("|");
  const form = each[categories.filter((category) => pluralCategories.includes(category)).indexOf(rules.select(count))] ?? each.at(-1) ?? "";
  const values = [new Intl.NumberFormat(language).format(count), ...others];
  return form.replace(/\{(\d+)\}/g, (placeholder, index: string) => String(values[Number(index)] ?? placeholder));
}

/** Names side by side, as the language joins them: "a, b and c". */
export const joined = (names: readonly string[]): string => new Intl.ListFormat(language).format(names);
