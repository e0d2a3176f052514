import { useEffect, type ReactNode } from "react";
import { ChatList } from "../chats/chat-list.js";
import { Composer } from "../composer/composer.js";
import { QueueList } from "../composer/queue-list.js";
import { ErrorCard } from "../messages/error-card.js";
import { FindBar } from "../messages/find-bar.js";
import { MessageList } from "../messages/message-list.js";
import { SettingsPage } from "../settings/settings-page.js";
import { ShortcutsPage } from "../shortcuts/shortcuts-page.js";
import { StartPage } from "../start/start-page.js";
import { useActions, useView } from "../state/context.js";
import type { Page } from "../state/view-state.js";
import { Banner } from "./banner.js";
import { Deleted } from "../chats/deleted.js";
import { Header } from "./header.js";
import { useDraftSelection } from "./use-draft-selection.js";
import { useKeptFocus } from "./use-kept-focus.js";
import { WaitingDownload } from "./waiting-download.js";
import { t } from "../../shared/l10n.js";

export function App() {
  const page = useView((state) => state.page);
  const announcement = useView((state) => state.announcement);
  const actions = useActions();
  useDraftSelection();
  useKeptFocus();
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key === "Escape" && !event.defaultPrevented) actions.questions.stop();
      if (event.key === "?" && !isWriting(event.target)) {
        event.preventDefault();
        actions.showShortcuts();
      }
      if (event.key === "f" && (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey) {
        event.preventDefault();
        actions.receive({ type: "find" });
      }
    };
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, [actions]);
  useEffect(() => {
    const onFocus = () => actions.host.post({ type: "used" });
    if (document.hasFocus()) onFocus();
    window.addEventListener("focus", onFocus);
    return () => window.removeEventListener("focus", onFocus);
  }, [actions]);
  return (
    <div className="app">
      <Header />
      <Banner />
      {pages[page]}
      <Deleted />
      <div className="visually-hidden" role="status" aria-live="polite">
        {announcement}
      </div>
    </div>
  );
}

const pages: Readonly<Record<Page, ReactNode>> = {
  chat: <Conversation />,
  list: <ChatList />,
  settings: <SettingsPage />,
  shortcuts: <ShortcutsPage />,
};

/** A question mark is text where text is written. */
const isWriting = (target: EventTarget | null): boolean => target instanceof HTMLElement && target.matches("input, textarea, select");

function Conversation() {
  const empty = useView(({ open }) => open.entries.length === 0);
  const loading = useView(({ open }) => open.loading && open.entries.length === 0);
  const notice = useView((state) => state.notice);
  const actions = useActions();
  return (
    <main className="conversation">
      <FindBar />
      <MessageList
        after={
          <>
            {loading && <LoadingChat />}
            {empty && !loading && <StartPage />}
            <WaitingDownload />
            {notice && <ErrorCard error={notice} onDismiss={() => actions.dismissNotice()} />}
          </>
        }
      />
      <QueueList />
      <Composer />
    </main>
  );
}

function LoadingChat() {
  return (
    <div className="loading-chat" role="group" aria-busy="true" aria-label={t("Loading the chat")}>
      {["40%", "90%", "75%", "82%"].map((width) => (
        <span key={width} className="skeleton" style={{ width }} />
      ))}
    </div>
  );
}
