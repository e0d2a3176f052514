import { config, t } from "@vscode/l10n";
import german from "../l10n/de.json";

/** From the English sentences to the other ones. */
const translations: Readonly<Record<string, Readonly<Record<string, string>>>> = { de: german };

/** The language of this thread; each thread of the engine is told it before it says anything. */
export let language = "en";

/** @param locale as the sidecar names its language; English is spoken for one that has no translation, and for none */
export function speak(locale = "en"): void {
  language = locale;
  config({ contents: translations[locale] ?? {} });
}

/** A sentence for a user. Its English words are its key and stand in the call itself, with `{0}` for what is put in, as for `vscode.l10n.t`. */
export { t };
