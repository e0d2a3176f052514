// @vitest-environment happy-dom
import { beforeEach, expect, test, vi } from "vitest";
import german from "../../../extension/l10n/bundle.l10n.de.json" with { type: "json" };
import { webviewHtml } from "../../../extension/src/infrastructure/webview-html.js";

/** What the host puts into a page of this language, read by the view as the browser reads it. */
async function open(language: string, bundle?: Record<string, string>) {
  const html = webviewHtml({ title: "", language, bundle, cspSource: "", script: "", style: "" });
  const page = new DOMParser().parseFromString(html, "text/html");
  document.documentElement.lang = page.documentElement.lang;
  document.body.replaceChildren(...page.querySelectorAll("#l10n"));
  const words = await import("../../../extension/webviews/shared/l10n.js");
  return { ...words, ...(await import("../../../extension/webviews/chat/shell/format.js")) };
}

beforeEach(() => vi.resetModules());

test("A view says its sentences in the language of the page", async () => {
  const { t } = await open("de", german);
  expect(t("New chat")).toBe("Neuer Chat");
  expect(t("{0} cannot be attached.", "a.png")).toBe("a.png kann nicht angehängt werden.");
  expect(t({ message: "Archive", comment: "The archived chats" })).toBe("Archiv");
  expect(t("A sentence that nobody translated")).toBe("A sentence that nobody translated");
});

test("A sentence cannot end the block of data that it stands in", async () => {
  const { t } = await open("de", { Hello: "</script><script>alert(1)</script>" });
  expect(document.querySelectorAll("script")).toHaveLength(1);
  expect(t("Hello")).toBe("</script><script>alert(1)</script>");
});

test("Numbers choose the form of a sentence", async () => {
  const { plural } = await open("en");
  expect([0, 1, 2].map((count) => plural("{0} model: {1}|{0} models: {1}", count, "a|b"))).toEqual([
    "0 models: a|b",
    "1 model: a|b",
    "2 models: a|b",
  ]);
  vi.resetModules();
  const polish = await open("pl");
  expect([1, 2, 5].map((count) => polish.plural("{0} plik|{0} pliki|{0} plików|{0} pliku", count))).toEqual([
    "1 plik",
    "2 pliki",
    "5 plików",
  ]);
  // Not translated: English has fewer forms.
  expect(polish.plural("{0} file|{0} files", 5)).toBe("5 files");
});

test("Numbers, sizes, times and days are written as the language writes them", async () => {
  const today = new Date(2026, 0, 7, 12);
  const day = (date: number) => new Date(2026, 0, date, 12).toISOString();
  const { formatBytes, formatCount, formatDay, formatLeft, formatPercent, formatSeconds } = await open("de", german);
  expect([formatCount(4096), formatBytes(1_500_000), formatPercent(0.5)]).toEqual(["4.096", "1,5 MB", "50\u00a0%"]);
  expect([formatSeconds(3100), formatSeconds(61_000), formatLeft(90)]).toEqual(["3,1 s", "1 min 1 s", "noch 2 min"]);
  expect([7, 6, 5].map((date) => formatDay(day(date), today))).toEqual(["Heute", "Gestern", "Montag"]);
});
