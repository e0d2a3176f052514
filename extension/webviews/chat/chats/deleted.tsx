import { useActions, useView } from "../state/context.js";

/** Says what was deleted, for as long as it can be taken back. */
export function Deleted() {
  const title = useView(({ deleted }) => deleted?.chat.title);
  const actions = useActions();
  if (title === undefined) return null;
  return (
    <div className="deleted">
      <span className="deleted-title" dir="auto">
        Deleted “{title}”.
      </span>
      <button type="button" className="quiet-button" onClick={() => actions.undoDelete()}>
        Undo
      </button>
    </div>
  );
}
