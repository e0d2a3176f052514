import { useState } from "react";
import { RenameField } from "../chats/chat-row.js";
import { useActions, useView } from "../state/context.js";
import { isTemporary } from "../state/view-state.js";
import { IconButton } from "./icon-button.js";
import { t } from "../../shared/l10n.js";

/** The chat's title (a click renames it) and the list of chats. A new chat is begun from the view's title bar, right above. */
export function Header() {
  const page = useView((state) => state.page);
  const summary = useView((state) => state.open.summary);
  const temporary = useView(isTemporary);
  const actions = useActions();
  const [renaming, setRenaming] = useState(false);
  const list = page === "list";
  return (
    <header className="header">
      {list ? (
        <h1 className="title">{t("Chats")}</h1>
      ) : renaming && summary ? (
        <RenameField chat={summary} onDone={() => setRenaming(false)} />
      ) : (
        <h1 className="title">
          {summary ? (
            <button type="button" dir="auto" title={t("{0} (click to rename)", summary.title)} onClick={() => setRenaming(true)}>
              {summary.title}
            </button>
          ) : temporary ? (
            t("Temporary chat")
          ) : (
            t("New chat")
          )}
        </h1>
      )}
      {temporary && !list && (
        <span className="temporary" title={t("Nothing of this chat is stored. It ends with the window, or when it is deleted.")}>
          <span className="codicon codicon-eye-closed" aria-hidden="true" /> {t("Not stored")}
        </span>
      )}
      <IconButton
        icon={list ? "close" : "history"}
        label={list ? t("Back to the chat (Esc)") : t("All chats")}
        onClick={() => (list ? actions.showChat() : actions.showList())}
      />
    </header>
  );
}
