import { useActions, useView } from "../state/context.js";

/** Says what was deleted, for as long as it can be taken back. */
export function Deleted() {
  const deleted = useView((state) => state.deleted);
  const actions = useActions();
  if (!deleted) return null;
  const { title, messageId } = deleted;
  return (
    <div className="deleted">
      <span className="deleted-title" dir="auto">
        {messageId === undefined ? `Deleted “${title}”.` : `Deleted “${title}” and what followed.`}
      </span>
      <button type="button" className="quiet-button" onClick={() => actions.undoDelete()}>
        Undo
      </button>
    </div>
  );
}
