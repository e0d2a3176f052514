import type { ReactNode } from "react";
import type { LedgerEntry } from "../../../shared-protocol/generated/protocol.js";
import { language, t } from "../shared/l10n.js";

const purposes = {
  other: t("Other"),
  chat: t("Chat"),
  models: t("List models"),
  probe: t("Find servers"),
  test: t("Test"),
  download: t("Download"),
  embeddings: t("Vectors"),
};

const numbers = new Intl.NumberFormat(language);
const times = new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "medium" });

const destination = ({ scheme, host, port }: LedgerEntry): string => `${scheme}://${host.includes(":") ? `[${host}]` : host}:${port}`;

function outcome({ outcome: end, status }: LedgerEntry): string {
  switch (end) {
    case "ok":
      return t("Answered");
    case "errorStatus":
      return t("Answered with status {0}", status ?? "–");
    case "refused":
      return t("Refused by Local only");
    case "failed":
      return t("Failed");
    case "cancelled":
      return t("Stopped");
    case "open":
      return t("Not ended");
  }
}

function Where({ entry }: { entry: LedgerEntry }) {
  const [icon, word, kind] = entry.isLoopback
    ? ["home", t("local"), "local"]
    : entry.outcome === "refused"
      ? ["shield", t("refused"), "refused"]
      : ["cloud", t("left this machine"), "left"];
  return (
    <span className={kind}>
      <span className={`codicon codicon-${icon}`} aria-hidden="true" /> {word}
    </span>
  );
}

const columns = {
  time: t("Time"),
  where: t("Where"),
  destination: t("Destination"),
  why: t("Why"),
  provider: t("Provider"),
  sent: t("Sent (bytes)"),
  received: t("Received (bytes)"),
  end: t("End"),
};
type Column = keyof typeof columns;

const cells = (entry: LedgerEntry): Record<Column, ReactNode> => ({
  time: times.format(new Date(entry.time)),
  where: <Where entry={entry} />,
  destination: destination(entry),
  why: purposes[entry.purpose],
  provider: entry.provider,
  sent: numbers.format(entry.bytesSent),
  received: numbers.format(entry.bytesReceived),
  end: outcome(entry),
});
const names = Object.keys(columns) as Column[];

/**
 * A plain table: the browser's find, a screen reader's table keys and copying work on it. Where there is no room for a row in one line, it
 * is laid out in more of them, in the same order.
 */
export function LedgerTable({ entries }: { entries: readonly LedgerEntry[] }) {
  return (
    <div className="scroller" tabIndex={0} role="region" aria-label={t("Requests, the newest first")}>
      <table>
        <thead>
          <tr>
            {names.map((name) => (
              <th key={name} scope="col" className={name}>
                {columns[name]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {entries.map((entry) => {
            const row = cells(entry);
            return (
              <tr key={entry.entryId}>
                {names.map((name) => (
                  <td key={name} className={name} data-column={columns[name]}>
                    {row[name]}
                  </td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
