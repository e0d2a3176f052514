import { language, t } from "../../shared/l10n.js";

const whole = new Intl.NumberFormat(language, { maximumFractionDigits: 0 });
const tenths = new Intl.NumberFormat(language, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
const units = ["byte", "kilobyte", "megabyte", "gigabyte", "terabyte"];

export const formatCount = (count: number): string => whole.format(count);

const percents = new Intl.NumberFormat(language, { style: "percent" });

export const formatPercent = (share: number): string => percents.format(share);

/** Thousands as `18k`, where there is little room. */
export const formatShort = (count: number): string =>
  count < 1000 ? whole.format(count) : t("{0}k", (count < 10_000 ? tenths : whole).format(count / 1000));

/** Decimal units, as file managers and registries count. */
function bytesIn(bytes: number, per: "" | "-per-second"): string {
  let value = bytes;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  const digits = unit === 0 || value >= 100 ? 0 : 1;
  return new Intl.NumberFormat(language, {
    style: "unit",
    unit: `${units[unit] ?? "byte"}${per}`,
    unitDisplay: unit === 0 ? "long" : "short",
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(value);
}

export const formatBytes = (bytes: number): string => bytesIn(bytes, "");

export const formatBytesPerSecond = (bytes: number): string => bytesIn(bytes, "-per-second");

export const formatSeconds = (ms: number): string =>
  ms < 95
    ? t("{0} ms", whole.format(ms))
    : ms >= 60_000
      ? t("{0} min {1} s", whole.format(Math.floor(ms / 60_000)), whole.format((ms % 60_000) / 1000))
      : t("{0} s", tenths.format(ms / 1000));

export const formatRate = (perSecond: number): string => (perSecond >= 10 ? whole : tenths).format(perSecond);

/** Small sums keep two digits that say something; a cent is not rounded to nothing. */
export const formatCost = ({ amount, currency }: { amount: number; currency: string }): string =>
  amount.toLocaleString(language, {
    style: "currency",
    currency,
    maximumFractionDigits: amount >= 0.995 || amount === 0 ? 2 : Math.min(8, 1 - Math.floor(Math.log10(amount))),
  });

/** How long something still takes, rounded to what one can act on. */
export function formatLeft(seconds: number): string {
  if (seconds < 60) return t("{0} s left", Math.max(1, Math.ceil(seconds)));
  return seconds < 3600
    ? t("{0} min left", Math.ceil(seconds / 60))
    : t("{0} h {1} min left", whole.format(Math.floor(seconds / 3600)), Math.ceil((seconds % 3600) / 60));
}

export const formatTime = (iso: string): string => new Date(iso).toLocaleTimeString(language, { hour: "2-digit", minute: "2-digit" });

/** A piece of Markdown as a list shows it: the words without the marks around them. It may begin and end anywhere. */
export const withoutMarks = (text: string): string =>
  text
    .replace(/!?\[([^\]\n]*)\]\([^)\n]*\)?/g, "$1")
    .replace(/^[ \t|:-]*---[ \t|:-]*$/gm, "")
    .replace(/^[ \t]*\|.*$/gm, (row) => row.replace(/[ \t]*\|[ \t]*/g, " ").trim())
    .replace(/^(?:[ \t]*(?:[#>*+-]+|\d+\.)[ \t]+)+/gm, "")
    .replace(/^[ \t]*(?:```|~~~)[\w-]*$/gm, "")
    .replace(/\*\*|__|~~|`+/g, "");

export const modelName = (model: string): string => model.slice(model.indexOf("/") + 1);

const daysBetween = (from: Date, to: Date): number =>
  Math.round(
    (new Date(to.getFullYear(), to.getMonth(), to.getDate()).getTime() -
      new Date(from.getFullYear(), from.getMonth(), from.getDate()).getTime()) /
      86_400_000,
  );

const relative = new Intl.RelativeTimeFormat(language, { numeric: "auto" });
const asHeading = (text: string): string => text.charAt(0).toLocaleUpperCase(language) + text.slice(1);

/** The heading that a chat of this day stands under. */
export function formatDay(iso: string, now: Date): string {
  const date = new Date(iso);
  const days = daysBetween(date, now);
  if (days <= 1) return asHeading(relative.format(-Math.max(0, days), "day"));
  if (days < 7) return asHeading(date.toLocaleDateString(language, { weekday: "long" }));
  return date.toLocaleDateString(language, {
    day: "numeric",
    month: "long",
    ...(date.getFullYear() === now.getFullYear() ? {} : { year: "numeric" }),
  });
}
