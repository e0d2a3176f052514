import { config, t, type L10nReplacement } from "@vscode/l10n";

/** Tests of what draws nothing have no page. */
const page = typeof document === "undefined" ? undefined : document;
const bundle = page?.getElementById("l10n")?.textContent;
if (bundle) config({ contents: bundle });

/** VS Code's display language: numbers, dates and plurals are written as it writes them. */
export const language = page?.documentElement.lang || "en";

/**
 * A sentence in the display language. Its English words are its key and stand in the call itself, with `{0}` or `{name}` for what is put in,
 * as for `vscode.l10n.t`.
 */
export { t };

const categories = ["zero", "one", "two", "few", "many", "other"] as const;
const rules = new Intl.PluralRules(language);
const ownCategories = categories.filter((category) => rules.resolvedOptions().pluralCategories.includes(category));
const numbers = new Intl.NumberFormat(language);

/**
 * The form of a sentence that goes with a number.
 * @param forms `t("{0} file|{0} files")`: as many as the language has, in the order of Unicode's plural categories
 * @param count what `{0}` stands for
 * @param others what `{1}`, `{2}` … stand for
 */
export function plural(forms: string, count: number, ...others: L10nReplacement[]): string {
  const each = forms.split("|");
  const form = each[ownCategories.indexOf(rules.select(count))] ?? each.at(-1) ?? "";
  const values = [numbers.format(count), ...others];
  return form.replace(/\{(\d+)\}/g, (placeholder, index: string) => String(values[Number(index)] ?? placeholder));
}

/** Names side by side, as the language joins them: "a, b and c". */
export const joined = (names: readonly string[]): string => new Intl.ListFormat(language).format(names);
