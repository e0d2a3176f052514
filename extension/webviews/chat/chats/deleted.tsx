import { useActions, useView } from "../state/context.js";
import { t } from "../../shared/l10n.js";

/** Says what was deleted, for as long as it can be taken back. */
export function Deleted() {
  const deleted = useView((state) => state.deleted);
  const actions = useActions();
  if (!deleted) return null;
  const { title, messageId } = deleted;
  return (
    <div className="deleted">
      <span className="deleted-title" dir="auto">
        {messageId === undefined ? t("Deleted “{0}”.", title) : t("Deleted “{0}” and what followed.", title)}
      </span>
      <button type="button" className="quiet-button" onClick={() => actions.undoDelete()}>
        {t("Undo")}
      </button>
    </div>
  );
}
