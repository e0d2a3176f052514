import { speak } from "../../src/infrastructure/l10n.js";

/** Tests of what draws nothing have no page. The host puts the display language and its sentences into the page. */
if (typeof document !== "undefined")
  speak(document.documentElement.lang || "en", document.getElementById("l10n")?.textContent ?? undefined);

export { joined, language, plural, t } from "../../src/infrastructure/l10n.js";
