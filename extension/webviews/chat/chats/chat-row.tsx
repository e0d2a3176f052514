import { useEffect, useRef, useState } from "react";
import type { ChatSummary } from "../../../../shared-protocol/generated/protocol.js";
import { formatTime, modelName, withoutMarks } from "../shell/format.js";
import { IconButton } from "../shell/icon-button.js";
import { Menu } from "../shell/menu.js";
import { useActions } from "../state/context.js";
import { t } from "../../shared/l10n.js";

interface Props {
  chat: ChatSummary;
  current: boolean;
  running: boolean;
}

/** A chat in the list: its title; the last words, model and time. Renaming takes the row's place. */
export function ChatRow({ chat, current, running }: Props) {
  const actions = useActions();
  const [mode, setMode] = useState<"shown" | "renaming">("shown");
  const row = useRef<HTMLButtonElement>(null);
  const returns = useRef(false);
  useEffect(() => {
    if (mode === "shown" && returns.current) row.current?.focus();
    returns.current = mode !== "shown";
  }, [mode]);
  const remove = (button: HTMLButtonElement) => {
    // The row goes: the next one, or the one before it, has the keyboard then.
    focusBeside(button);
    actions.deleteChat(chat);
  };
  if (mode === "renaming") return <RenameField chat={chat} onDone={() => setMode("shown")} />;
  return (
    <div className={current ? "chat-row current" : "chat-row"}>
      <button
        type="button"
        ref={row}
        className="chat-open"
        aria-current={current}
        onClick={() => actions.openChat(chat.chatId)}
        onKeyDown={(event) => {
          if (event.key === "F2") setMode("renaming");
          else if (event.key === "Delete") remove(event.currentTarget);
        }}
      >
        <span className="chat-title" dir="auto">
          {chat.title}
        </span>
        {(chat.folder ?? chat.tags) !== undefined && (
          <span className="chat-labels">
            {chat.folder !== undefined && (
              <span dir="auto">
                <span className="codicon codicon-folder" aria-hidden="true" /> {chat.folder}
              </span>
            )}
            {chat.tags?.map((tag) => (
              <span key={tag} dir="auto">
                #{tag}
              </span>
            ))}
          </span>
        )}
        <span className="chat-meta">
          <span className="last-words" dir="auto">
            {running ? t("Answering") : withoutMarks(chat.lastWords ?? "")}
          </span>
          <span className="chat-when">
            {chat.model && <span className="chat-model">{modelName(chat.model)}</span>}
            <time dateTime={chat.updatedAt}>{formatTime(chat.updatedAt)}</time>
          </span>
        </span>
      </button>
      <span className="row-tools">
        <IconButton
          icon={chat.pinnedAt === undefined ? "pin" : "pinned"}
          label={chat.pinnedAt === undefined ? t("Pin") : t("Unpin")}
          pressed={chat.pinnedAt !== undefined}
          onClick={() => actions.list.pin(chat)}
        />
        <IconButton icon="trash" label={t("Delete (Del)")} onClick={() => row.current && remove(row.current)} />
        <Menu
          label={t("More for this chat")}
          items={[
            { icon: "edit", label: t("Rename (F2)"), onChoose: () => setMode("renaming") },
            { icon: "folder", label: t("Folder…"), onChoose: () => actions.host.post({ type: "chooseFolder", chatId: chat.chatId }) },
            { icon: "tag", label: t("Tags…"), onChoose: () => actions.host.post({ type: "chooseTags", chatId: chat.chatId }) },
            {
              icon: "archive",
              label:
                chat.archivedAt === undefined
                  ? t({ message: "Archive", comment: "Puts the chat into the archive" })
                  : t("Take out of the archive"),
              onChoose: () => actions.list.archive(chat),
            },
          ]}
        />
      </span>
    </div>
  );
}

function focusBeside(button: HTMLButtonElement): void {
  const list = button.closest(".chat-list");
  const stops = [...(list?.querySelectorAll<HTMLElement>(".chat-open") ?? [])];
  const at = stops.indexOf(button);
  (stops[at + 1] ?? stops[at - 1] ?? list?.querySelector<HTMLElement>(".search-field"))?.focus();
}

/** Renames a chat in place: Enter keeps, Escape leaves it as it was. */
export function RenameField({ chat, onDone }: { chat: ChatSummary; onDone: () => void }) {
  const actions = useActions();
  const [title, setTitle] = useState(chat.title);
  const finish = (keep: boolean) => {
    const trimmed = title.trim();
    if (keep && trimmed && trimmed !== chat.title) actions.list.rename(chat.chatId, trimmed);
    onDone();
  };
  return (
    <input
      className="rename"
      type="text"
      autoFocus
      dir="auto"
      aria-label={t("Title of the chat")}
      value={title}
      onFocus={(event) => event.target.select()}
      onChange={(event) => setTitle(event.target.value)}
      onBlur={() => finish(true)}
      onKeyDown={(event) => {
        event.stopPropagation();
        const keeps = event.key === "Enter" && !event.nativeEvent.isComposing;
        if (!keeps && event.key !== "Escape") return;
        // The row that takes the keyboard back must not be pressed by the same key.
        event.preventDefault();
        finish(keeps);
      }}
    />
  );
}
