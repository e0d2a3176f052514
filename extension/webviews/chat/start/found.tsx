import { useState } from "react";
import type { DiscoveredProvider } from "../../../../shared-protocol/generated/protocol.js";
import { useActions } from "../state/context.js";
import { plural, t } from "../../shared/l10n.js";

const models = ({ models: names }: DiscoveredProvider): string =>
  names.length === 0
    ? t("No models yet")
    : plural(t("{0} model: {1}|{0} models: {1}"), names.length, `${names.slice(0, 3).join(", ")}${names.length > 3 ? " …" : ""}`);

/** A model server that runs on this machine. */
export function Found({ provider }: { provider: DiscoveredProvider }) {
  const actions = useActions();
  const [asked, setAsked] = useState(false);
  const add = () => {
    setAsked(true);
    actions.addProvider(provider);
  };
  return (
    <section className="card row-card" aria-label={provider.displayName}>
      <div>
        <div className="card-head">
          <strong>{provider.displayName}</strong>
          <span className="secondary-text">{provider.version}</span>
        </div>
        <p className="secondary-text">{models(provider)}</p>
        <p className="secondary-text">{provider.baseUrl}</p>
      </div>
      {provider.providerId === undefined ? (
        <button type="button" className="button" onClick={add} disabled={asked} aria-label={t("Add {0}", provider.displayName)}>
          {asked ? t("Adding") : t("Add")}
        </button>
      ) : (
        <span className="secondary-text">
          <span className="codicon codicon-check" aria-hidden="true" /> {t("Added")}
        </span>
      )}
    </section>
  );
}
