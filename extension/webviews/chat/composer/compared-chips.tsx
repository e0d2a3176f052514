import { t } from "../../shared/l10n.js";
import { modelName } from "../shell/format.js";
import { IconButton } from "../shell/icon-button.js";
import { Where } from "../shell/where.js";
import { useActions, useView } from "../state/context.js";
import { comparedModels } from "../state/view-state.js";

/** The models that are asked beside the chosen one, each removable. */
export function ComparedChips() {
  const names = useView((state) => state.compareWith);
  const models = useView((state) => state.models);
  const chosen = useView((state) => state.model);
  const { sideBySide } = useActions();
  const shown = names.filter((name) => name !== chosen);
  if (shown.length === 0) return null;
  const asked = comparedModels({ models, model: chosen, compareWith: names });
  return (
    <div className="chips" role="list" aria-label={t("Asked too")}>
      {shown.map((name) => {
        const model = models?.find((each) => each.model === name);
        const label = model?.displayName ?? modelName(name);
        const isAsked = asked.some((each) => each === model);
        return (
          <span className="chip" role="listitem" key={name} title={isAsked ? name : t("{0} cannot answer now and is not asked.", name)}>
            <span className={`codicon codicon-${isAsked ? "split-horizontal" : "warning"}`} aria-hidden="true" />
            <span className="chip-text">{label}</span>
            {model && <Where leaves={model.leavesThisMachine} />}
            <IconButton icon="close" label={t("Do not ask {0}", label)} onClick={() => sideBySide.remove(name)} />
          </span>
        );
      })}
    </div>
  );
}
