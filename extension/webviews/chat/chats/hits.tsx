import { formatDay } from "../shell/format.js";
import { useActions, useView } from "../state/context.js";
import { deletedChat } from "../state/view-state.js";
import { Snippet } from "./snippet.js";
import { plural, t } from "../../shared/l10n.js";

/** What a search found, the words marked. Opening one leads to its message. */
export function Hits() {
  const found = useView((state) => state.hits);
  const deleted = useView(deletedChat);
  const hits = found?.filter(({ chatId }) => chatId !== deleted);
  const actions = useActions();
  if (hits === undefined) {
    return (
      <div className="chat-rows" role="group" aria-busy="true" aria-label={t("Searching")}>
        <span className="skeleton" style={{ width: "70%", margin: 12 }} />
      </div>
    );
  }
  if (hits.length === 0) {
    return (
      <div className="empty" role="status">
        <p>{t("Nothing found. All words must occur in one message; “…” finds a phrase.")}</p>
      </div>
    );
  }
  return (
    <div className="chat-rows">
      <p className="visually-hidden" role="status">
        {plural(t("{0} message found|{0} messages found"), hits.length)}
      </p>
      {hits.map((hit) => (
        <button type="button" key={hit.messageId} className="hit" onClick={() => actions.openChat(hit.chatId, hit.messageId)}>
          <span className="chat-title" dir="auto">
            {hit.chatTitle}
          </span>
          <span className="hit-snippet" dir="auto">
            <Snippet text={hit.snippet} />
          </span>
          <span className="secondary-text">
            {hit.role === "user" ? t("You") : t("Answer")} · {formatDay(hit.createdAt, new Date())}
          </span>
        </button>
      ))}
    </div>
  );
}
