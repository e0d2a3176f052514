import type { DiscoveredProvider } from "../../../shared-protocol/generated/protocol.js";
import { plural, t } from "../shared/l10n.js";

interface Props {
  found: readonly DiscoveredProvider[] | undefined;
  /** Addresses that are being added. */
  adding: ReadonlySet<string>;
  onAdd: (provider: DiscoveredProvider) => void;
  onLook: () => void;
}

const facts = ({ version, baseUrl, models }: DiscoveredProvider): string =>
  [version === undefined ? undefined : t("version {0}", version), baseUrl, plural(t("{0} model|{0} models"), models.length)]
    .filter((fact) => fact !== undefined)
    .join(" · ");

/** Model servers that run on this machine and are not configured yet. */
export function Found({ found, adding, onAdd, onLook }: Props) {
  const unknown = found?.filter(({ providerId }) => providerId === undefined);
  return (
    <section aria-label={t("Found on this machine")} className="group">
      <div className="group-head">
        <h2>{t("Found on this machine")}</h2>
        <button type="button" className="quiet-button" onClick={onLook}>
          <span className="codicon codicon-refresh" aria-hidden="true" /> {t("Look again")}
        </button>
      </div>
      {unknown === undefined && <span className="skeleton" style={{ width: 240 }} />}
      {unknown?.length === 0 && <p className="quiet">{t("No other model server answers on this machine's usual ports.")}</p>}
      {unknown?.map((provider) => (
        <div key={provider.baseUrl} className="card found">
          <div>
            <h3>{provider.displayName}</h3>
            <p className="quiet">{facts(provider)}</p>
          </div>
          <button
            type="button"
            className="button"
            aria-label={t("Add {0} at {1}", provider.displayName, provider.baseUrl)}
            disabled={adding.has(provider.baseUrl)}
            onClick={() => onAdd(provider)}
          >
            {t("Add")}
          </button>
        </div>
      ))}
    </section>
  );
}
