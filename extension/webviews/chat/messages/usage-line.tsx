import { useState } from "react";
import type { Cost, TokenUsage } from "../../../../shared-protocol/generated/protocol.js";
import { formatCost, formatCount, formatRate, formatSeconds } from "../shell/format.js";

type Row = readonly [label: string, value: string];

const row = (label: string, value: number | undefined, format: (value: number) => string): Row[] =>
  value === undefined ? [] : [[label, format(value)]];

const summary = (usage: TokenUsage): string[] => [
  ...(usage.completionTokens === undefined ? [] : [`${formatCount(usage.completionTokens)} tokens`]),
  ...(usage.tokensPerSecond === undefined ? [] : [`${formatRate(usage.tokensPerSecond)} tokens/s`]),
  ...(usage.cost === undefined ? [] : [`about ${formatCost(usage.cost)}`]),
  ...(usage.timeToFirstTokenMs === undefined ? [] : [`first token ${formatSeconds(usage.timeToFirstTokenMs)}`]),
];

const pricesOf = ({ pricesOf: table }: Cost): string => (table === "user" ? "your own prices" : `prices of ${table}`);

/** What an answer cost and how fast it came, in one quiet line; a click shows the rest. What is unknown is left out. */
export function UsageLine({ usage }: { usage: TokenUsage | undefined }) {
  const [open, setOpen] = useState(false);
  const words = usage ? summary(usage) : [];
  if (!usage || words.length === 0) return <span className="usage" />;
  const rows: Row[] = [
    ...row("Question and history", usage.promptTokens, (value) => `${formatCount(value)} tokens`),
    ...row("Answer, thinking included", usage.completionTokens, (value) => `${formatCount(value)} tokens`),
    ...row("From the vendor's cache", usage.cachedTokens, (value) => `${formatCount(value)} tokens`),
    ...row("Spent on thinking", usage.reasoningTokens, (value) => `${formatCount(value)} tokens`),
    ...(usage.cost ? ([["Cost, estimated", `${formatCost(usage.cost)} by ${pricesOf(usage.cost)}`]] as Row[]) : []),
    ...row("Reading speed", usage.promptTokensPerSecond, (value) => `${formatRate(value)} tokens/s`),
    ...row("Writing speed", usage.tokensPerSecond, (value) => `${formatRate(value)} tokens/s`),
    ...row("First token after", usage.timeToFirstTokenMs, formatSeconds),
    ...row("All of it", usage.durationMs, formatSeconds),
  ];
  return (
    <div className="usage figures">
      <button type="button" className="usage-summary" aria-expanded={open} title="Show details" onClick={() => setOpen(!open)}>
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
