import { useEffect, useState } from "react";
import type { LedgerEntry } from "../../../shared-protocol/generated/protocol.js";
import type { Host } from "./host.js";
import { LedgerTable } from "./ledger-table.js";
import { plural, t } from "../shared/l10n.js";

/** What left this machine: the switch, the list, and on request what stayed here too. */
export function LedgerView({ host }: { host: Host }) {
  const [everything, setEverything] = useState(false);
  const [localOnly, setLocalOnly] = useState<boolean>();
  const [entries, setEntries] = useState<readonly LedgerEntry[]>();
  const [hasMore, setHasMore] = useState(false);
  const [failure, setFailure] = useState<string>();

  useEffect(() => {
    host.post({ type: "list", everything });
    return host.listen((message) => {
      switch (message.type) {
        case "localOnly":
          setLocalOnly(message.on);
          return;
        case "failed":
          setFailure(message.message);
          return;
        case "entries":
          if (message.everything !== everything) return;
          setFailure(undefined);
          setEntries((before) => (message.append ? [...(before ?? []), ...message.entries] : message.entries));
          setHasMore(message.hasMore);
      }
    });
  }, [host, everything]);

  return (
    <main>
      <h1>{t("What left this machine")}</h1>
      <div className="bar">
        <button
          type="button"
          className="switch"
          role="switch"
          aria-checked={localOnly === true}
          onClick={() => host.post({ type: "toggleLocalOnly" })}
        >
          <span className={`codicon codicon-${localOnly === true ? "shield" : "globe"}`} aria-hidden="true" />
          {localOnly === undefined ? t("Local only") : localOnly ? t("Local only is on") : t("Local only is off")}
        </button>
        <label>
          <input type="checkbox" checked={everything} onChange={(event) => setEverything(event.target.checked)} />
          {t("Also what stayed here or was refused")}
        </label>
        <button type="button" className="quiet-button" onClick={() => host.post({ type: "list", everything })}>
          <span className="codicon codicon-refresh" aria-hidden="true" />
          {t("Refresh")}
        </button>
      </div>
      {failure !== undefined && (
        <p role="alert" className="failure">
          {failure}
        </p>
      )}
      <div role="status" className="visually-hidden">
        {entries &&
          plural(
            hasMore
              ? t("{0} request is listed, older ones follow.|{0} requests are listed, older ones follow.")
              : t("{0} request is listed.|{0} requests are listed."),
            entries.length,
          )}
      </div>
      {entries === undefined && failure === undefined && (
        <div aria-hidden="true">
          <div className="skeleton" />
          <div className="skeleton" />
          <div className="skeleton" />
        </div>
      )}
      {entries?.length === 0 && (
        <p className="empty">
          <span className="codicon codicon-home" aria-hidden="true" />
          {everything ? t("No request was sent") : t("Nothing has left this machine")}
        </p>
      )}
      {entries !== undefined && entries.length > 0 && <LedgerTable entries={entries} />}
      {hasMore && (
        <button type="button" className="more" onClick={() => host.post({ type: "list", everything, ...before(entries) })}>
          {t("Show older ones")}
        </button>
      )}
      <p className="quiet">
        {t(
          "Each request of every window and program on this data directory: where to and why, never a word of what was sent. Bytes are those of the content, without headers.",
        )}
      </p>
    </main>
  );
}

const before = (entries: readonly LedgerEntry[] | undefined): { before?: string } => {
  const last = entries?.at(-1);
  return last ? { before: last.entryId } : {};
};
