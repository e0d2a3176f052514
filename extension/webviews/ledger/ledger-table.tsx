import type { LedgerEntry } from "../../../shared-protocol/generated/protocol.js";

const purposes = {
  other: "Other",
  chat: "Chat",
  models: "List models",
  probe: "Find servers",
  test: "Test",
  download: "Download",
  embeddings: "Vectors",
};

const numbers = new Intl.NumberFormat("en");

const time = (iso: string): string => new Date(iso).toLocaleString([], { dateStyle: "medium", timeStyle: "medium" });

const destination = ({ scheme, host, port }: LedgerEntry): string => `${scheme}://${host.includes(":") ? `[${host}]` : host}:${port}`;

function outcome({ outcome: end, status }: LedgerEntry): string {
  switch (end) {
    case "ok":
      return "Answered";
    case "errorStatus":
      return `Answered with status ${status ?? "–"}`;
    case "refused":
      return "Refused by Local only";
    case "failed":
      return "Failed";
    case "cancelled":
      return "Stopped";
    case "open":
      return "Not ended";
  }
}

function Where({ entry }: { entry: LedgerEntry }) {
  const [icon, word, kind] = entry.isLoopback
    ? ["home", "local", "local"]
    : entry.outcome === "refused"
      ? ["shield", "refused", "refused"]
      : ["cloud", "left this machine", "left"];
  return (
    <span className={`where ${kind}`}>
      <span className={`codicon codicon-${icon}`} aria-hidden="true" /> {word}
    </span>
  );
}

/** A plain table: the browser's find, a screen reader's table keys and copying work on it. It scrolls with the page, also by keyboard. */
export function LedgerTable({ entries }: { entries: readonly LedgerEntry[] }) {
  return (
    <div className="scroller" tabIndex={0} role="region" aria-label="Requests, the newest first">
      <table>
        <thead>
          <tr>
            <th scope="col">Time</th>
            <th scope="col">Where</th>
            <th scope="col">Destination</th>
            <th scope="col">Why</th>
            <th scope="col">Provider</th>
            <th scope="col" className="number">
              Sent (bytes)
            </th>
            <th scope="col" className="number">
              Received (bytes)
            </th>
            <th scope="col">End</th>
          </tr>
        </thead>
        <tbody>
          {entries.map((entry) => (
            <tr key={entry.entryId}>
              <td className="time">{time(entry.time)}</td>
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
