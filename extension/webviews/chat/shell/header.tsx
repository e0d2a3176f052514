import { useState } from "react";
import { RenameField } from "../chats/chat-row.js";
import { useActions, useView } from "../state/context.js";
import { IconButton } from "./icon-button.js";

/** The chat's title (a click renames it) and the list of chats. A new chat is begun from the view's title bar, right above. */
export function Header() {
  const page = useView((state) => state.page);
  const summary = useView((state) => state.open.summary);
  const actions = useActions();
  const [renaming, setRenaming] = useState(false);
  const list = page === "list";
  return (
    <header className="header">
      {list ? (
        <h1 className="title">Chats</h1>
      ) : renaming && summary ? (
        <RenameField chat={summary} onDone={() => setRenaming(false)} />
      ) : (
        <h1 className="title">
          {summary ? (
            <button type="button" dir="auto" title={`${summary.title} (click to rename)`} onClick={() => setRenaming(true)}>
              {summary.title}
            </button>
          ) : (
            "New chat"
          )}
        </h1>
      )}
      <IconButton
        icon={list ? "close" : "history"}
        label={list ? "Back to the chat (Esc)" : "All chats"}
        onClick={() => (list ? actions.showChat() : actions.showList())}
      />
    </header>
  );
}
