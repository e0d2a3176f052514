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
    <span className={`where ${kind}`}>
      <span className={`codicon codicon-${icon}`} aria-hidden="true" /> {word}
    </span>
  );
}

/** A plain table: the browser's find, a screen reader's table keys and copying work on it. It scrolls with the page, also by keyboard. */
export function LedgerTable({ entries }: { entries: readonly LedgerEntry[] }) {
  return (
    <div className="scroller" tabIndex={0} role="region" aria-label={t("Requests, the newest first")}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t("Time")}</th>
            <th scope="col">{t("Where")}</th>
            <th scope="col">{t("Destination")}</th>
            <th scope="col">{t("Why")}</th>
            <th scope="col">{t("Provider")}</th>
            <th scope="col" className="number">
              {t("Sent (bytes)")}
            </th>
            <th scope="col" className="number">
              {t("Received (bytes)")}
            </th>
            <th scope="col">{t("End")}</th>
          </tr>
        </thead>
        <tbody>
          {entries.map((entry) => (
            <tr key={entry.entryId}>
              <td className="time">{times.format(new Date(entry.time))}</td>
              <td>
                <Where entry={entry} />
              </td>
              <td className="destination">{destination(entry)}</td>
              <td>{purposes[entry.purpose]}</td>
              <td className="destination">{entry.provider}</td>
              <td className="number">{numbers.format(entry.bytesSent)}</td>
              <td className="number">{numbers.format(entry.bytesReceived)}</td>
              <td>{outcome(entry)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
