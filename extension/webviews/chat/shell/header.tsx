import { useState } from "react";
import { t } from "../../shared/l10n.js";
import { RenameField } from "../chats/chat-row.js";
import { settingsSummary } from "../settings/draft.js";
import { hasSettings } from "../state/chat-settings.js";
import { useActions, useView } from "../state/context.js";
import { isTemporary, ownSettings, type Page } from "../state/view-state.js";
import { IconButton } from "./icon-button.js";
import { Menu } from "./menu.js";
import { useReturnedFocus } from "./use-returned-focus.js";

const titles: Readonly<Record<Exclude<Page, "chat">, string>> = {
  list: t("Chats"),
  settings: t("Chat settings"),
  shortcuts: t("Keyboard shortcuts"),
};

/** What the page below is about, and the ways to the others. */
export function Header() {
  const page = useView((state) => state.page);
  const actions = useActions();
  if (page === "chat") return <ChatHeader />;
  return (
    <header className="header">
      <h1 className="title">{titles[page]}</h1>
      <IconButton icon="close" label={t("Back to the chat (Esc)")} onClick={() => actions.showChat()} />
    </header>
  );
}

/** The chat's title (a click renames it), its menu and the list of chats. A new chat is begun from the view's title bar, right above. */
function ChatHeader() {
  const summary = useView((state) => state.open.summary);
  const own = useView(ownSettings);
  const temporary = useView(isTemporary);
  const actions = useActions();
  const stored = temporary ? undefined : summary?.chatId;
  const [renaming, setRenaming] = useState(false);
  const title = useReturnedFocus<HTMLButtonElement>(renaming);
  return (
    <header className="header">
      {renaming && summary ? (
        <RenameField chat={summary} onDone={() => setRenaming(false)} />
      ) : (
        <h1 className="title">
          {summary ? (
            <button
              type="button"
              ref={title}
              dir="auto"
              title={t("{0} (click to rename)", summary.title)}
              onClick={() => setRenaming(true)}
            >
              {summary.title}
            </button>
          ) : temporary ? (
            t("Temporary chat")
          ) : (
            t("New chat")
          )}
        </h1>
      )}
      {temporary && (
        <span className="temporary" title={t("Nothing of this chat is stored. It ends with the window, or when it is deleted.")}>
          <span className="codicon codicon-eye-closed" aria-hidden="true" /> {t("Not stored")}
        </span>
      )}
      {own && hasSettings(own) && (
        <IconButton
          icon="settings"
          className="own-settings"
          label={t("This chat has its own settings: {0}", settingsSummary(own))}
          onClick={() => actions.settings.show()}
        />
      )}
      <IconButton icon="history" label={t("All chats")} onClick={() => actions.list.show()} />
      <Menu
        label={t("More for the open chat")}
        items={[
          { icon: "settings", label: t("Chat settings…"), onChoose: () => actions.settings.show() },
          ...(stored === undefined
            ? []
            : [
                { icon: "export", label: t("Export chat…"), onChoose: () => actions.host.post({ type: "exportChat", chatId: stored }) },
                { icon: "file-pdf", label: t("Print chat"), onChoose: () => actions.host.post({ type: "printChat", chatId: stored }) },
              ]),
          { icon: "keyboard", label: t("Keyboard shortcuts (?)"), onChoose: () => actions.showShortcuts() },
        ]}
      />
    </header>
  );
}
