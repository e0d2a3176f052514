const numbers = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });
const units = ["B", "kB", "MB", "GB", "TB"];

export const formatCount = (count: number): string => numbers.format(count);

/** Decimal units, as file managers and registries count. */
export function formatBytes(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${unit === 0 || value >= 100 ? Math.round(value) : value.toFixed(1)} ${units[unit] ?? "B"}`;
}

export const formatSeconds = (ms: number): string =>
  ms < 95
    ? `${Math.round(ms)} ms`
    : ms >= 60_000
      ? `${Math.floor(ms / 60_000)} min ${Math.round((ms % 60_000) / 1000)} s`
      : `${(ms / 1000).toFixed(1)} s`;

export const formatRate = (perSecond: number): string => (perSecond >= 10 ? numbers.format(perSecond) : perSecond.toFixed(1));

/** Small sums keep two digits that say something; a cent is not rounded to nothing. */
export const formatCost = ({ amount, currency }: { amount: number; currency: string }): string =>
  amount.toLocaleString("en", {
    style: "currency",
    currency,
    maximumFractionDigits: amount >= 0.995 || amount === 0 ? 2 : Math.min(8, 1 - Math.floor(Math.log10(amount))),
  });

/** How long something still takes, rounded to what one can act on. */
export function formatLeft(seconds: number): string {
  if (seconds < 60) return `${Math.max(1, Math.ceil(seconds))} s left`;
  return seconds < 3600
    ? `${Math.ceil(seconds / 60)} min left`
    : `${Math.floor(seconds / 3600)} h ${Math.ceil((seconds % 3600) / 60)} min left`;
}

export const formatTime = (iso: string): string => new Date(iso).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });

/** A piece of Markdown as one line of a list shows it: the words without the marks around them. */
export const withoutMarks = (text: string): string => text.replace(/^\s*(?:[#>*+-]+\s+)+|\*\*|__|`+/g, "");

export const modelName = (model: string): string => model.slice(model.indexOf("/") + 1);

const daysBetween = (from: Date, to: Date): number =>
  Math.round(
    (new Date(to.getFullYear(), to.getMonth(), to.getDate()).getTime() -
      new Date(from.getFullYear(), from.getMonth(), from.getDate()).getTime()) /
      86_400_000,
  );

/** The heading that a chat of this day stands under. */
export function formatDay(iso: string, now: Date): string {
  const date = new Date(iso);
  const days = daysBetween(date, now);
  if (days <= 0) return "Today";
  if (days === 1) return "Yesterday";
  if (days < 7) return date.toLocaleDateString("en", { weekday: "long" });
  return date.toLocaleDateString("en", {
    day: "numeric",
    month: "long",
    ...(date.getFullYear() === now.getFullYear() ? {} : { year: "numeric" }),
  });
}
