import { useState } from "react";
import type { Cost, TokenUsage } from "../../../../shared-protocol/generated/protocol.js";
import { formatCost, formatRate, formatSeconds } from "../shell/format.js";
import { plural, t } from "../../shared/l10n.js";

type Row = readonly [label: string, value: string];

const row = (label: string, value: number | undefined, format: (value: number) => string): Row[] =>
  value === undefined ? [] : [[label, format(value)]];

const formatTokens = (count: number): string => plural(t("{0} token|{0} tokens"), count);
const formatSpeed = (perSecond: number): string => t("{0} tokens/s", formatRate(perSecond));

const summary = (usage: TokenUsage): string[] => [
  ...(usage.completionTokens === undefined ? [] : [formatTokens(usage.completionTokens)]),
  ...(usage.tokensPerSecond === undefined ? [] : [formatSpeed(usage.tokensPerSecond)]),
  ...(usage.cost === undefined ? [] : [t("about {0}", formatCost(usage.cost))]),
  ...(usage.timeToFirstTokenMs === undefined ? [] : [t("first token {0}", formatSeconds(usage.timeToFirstTokenMs))]),
];

const costRow = (cost: Cost): string =>
  cost.pricesOf === "user" ? t("{0} by your own prices", formatCost(cost)) : t("{0} by prices of {1}", formatCost(cost), cost.pricesOf);

/** What an answer cost and how fast it came, in one quiet line; a click shows the rest. What is unknown is left out. */
export function UsageLine({ usage }: { usage: TokenUsage | undefined }) {
  const [open, setOpen] = useState(false);
  const words = usage ? summary(usage) : [];
  if (!usage || words.length === 0) return <span className="usage" />;
  const rows: Row[] = [
    ...row(t("Question and history"), usage.promptTokens, formatTokens),
    ...row(t("Answer, thinking included"), usage.completionTokens, formatTokens),
    ...row(t("From the vendor's cache"), usage.cachedTokens, formatTokens),
    ...row(t("Spent on thinking"), usage.reasoningTokens, formatTokens),
    ...(usage.cost ? ([[t("Cost, estimated"), costRow(usage.cost)]] as Row[]) : []),
    ...row(t("Reading speed"), usage.promptTokensPerSecond, formatSpeed),
    ...row(t("Writing speed"), usage.tokensPerSecond, formatSpeed),
    ...row(t("First token after"), usage.timeToFirstTokenMs, formatSeconds),
    ...row(t("All of it"), usage.durationMs, formatSeconds),
  ];
  return (
    <div className="usage figures">
      <button type="button" className="usage-summary" aria-expanded={open} title={t("Show details")} onClick={() => setOpen(!open)}>
        {words.slice(0, 2).join(" · ")}
        {words.length > 2 && <span className="usage-detail"> · {words.slice(2).join(" · ")}</span>}
      </button>
      {open && (
        <dl className="usage-details">
          {rows.map(([label, value]) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
    </div>
  );
}
