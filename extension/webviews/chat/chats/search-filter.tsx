import type { SearchFilter } from "../../../src/features/chat/messages.js";
import { canChat } from "../../shared/models.js";
import { useActions, useView } from "../state/context.js";
import { t } from "../../shared/l10n.js";

/** Leaves out what is empty. */
const without = ({ model, since, until, hasCode }: { [K in keyof SearchFilter]: SearchFilter[K] | undefined }): SearchFilter => ({
  ...(model ? { model } : {}),
  ...(since ? { since } : {}),
  ...(until ? { until } : {}),
  ...(hasCode ? { hasCode } : {}),
});

/** Narrows a search: who wrote it, when, and whether there is code in it. */
export function SearchFilterFields() {
  const filter = useView((state) => state.searchFilter);
  const models = useView((state) => state.models);
  const actions = useActions();
  const change = (changed: { [K in keyof SearchFilter]: SearchFilter[K] | undefined }) =>
    actions.list.filterSearch(without({ ...filter, ...changed }));
  return (
    <div className="search-filter" role="group" aria-label={t("Narrow the search")}>
      <label>
        <span>{t("Written by")}</span>
        <select value={filter.model ?? ""} onChange={(event) => change({ model: event.target.value })}>
          <option value="">{t("Anybody")}</option>
          {models?.filter(canChat).map(({ model, displayName }) => (
            <option key={model} value={model}>
              {displayName}
            </option>
          ))}
        </select>
      </label>
      <label>
        <span>{t("From")}</span>
        <input type="date" value={filter.since ?? ""} max={filter.until} onChange={(event) => change({ since: event.target.value })} />
      </label>
      <label>
        <span>{t("To")}</span>
        <input type="date" value={filter.until ?? ""} min={filter.since} onChange={(event) => change({ until: event.target.value })} />
      </label>
      <label className="check">
        <input type="checkbox" checked={filter.hasCode ?? false} onChange={(event) => change({ hasCode: event.target.checked })} />
        <span>{t("With code")}</span>
      </label>
    </div>
  );
}
