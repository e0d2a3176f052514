import { useEffect, useRef, useState } from "react";
import type { ChatSummary } from "../../../../shared-protocol/generated/protocol.js";
import { formatTime, modelName, withoutMarks } from "../shell/format.js";
import { IconButton } from "../shell/icon-button.js";
import { useActions } from "../state/context.js";

interface Props {
  chat: ChatSummary;
  current: boolean;
  running: boolean;
}

/** A chat in the list: its title; the last words, model and time. Renaming and the question before deleting take the row's place. */
export function ChatRow({ chat, current, running }: Props) {
  const actions = useActions();
  const [mode, setMode] = useState<"shown" | "renaming" | "deleting">("shown");
  const row = useRef<HTMLButtonElement>(null);
  const returns = useRef(false);
  useEffect(() => {
    if (mode === "shown" && returns.current) row.current?.focus();
    returns.current = mode !== "shown";
  }, [mode]);
  if (mode === "renaming") return <RenameField chat={chat} onDone={() => setMode("shown")} />;
  if (mode === "deleting") {
    return (
      <div
        className="chat-row confirming"
        role="group"
        aria-label={`Delete ${chat.title}?`}
        onKeyDown={(event) => event.key === "Escape" && setMode("shown")}
      >
        <span className="confirm-text">Delete this chat and all its messages?</span>
        <span className="buttons">
          <button type="button" className="button" autoFocus onClick={() => actions.deleteChat(chat.chatId)}>
            Delete
          </button>
          <button type="button" className="button secondary" onClick={() => setMode("shown")}>
            Keep
          </button>
        </span>
      </div>
    );
  }
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
          else if (event.key === "Delete") setMode("deleting");
        }}
      >
        <span className="chat-title" dir="auto">
          {chat.title}
        </span>
        <span className="chat-meta">
          <span className="last-words" dir="auto">
            {running ? "Answering" : withoutMarks(chat.lastWords ?? "")}
          </span>
          <span className="chat-when">
            {chat.model && <span className="chat-model">{modelName(chat.model)}</span>}
            <time dateTime={chat.updatedAt}>{formatTime(chat.updatedAt)}</time>
          </span>
        </span>
      </button>
      <span className="row-tools">
        <IconButton icon="edit" label="Rename (F2)" onClick={() => setMode("renaming")} />
        <IconButton icon="trash" label="Delete (Del)" onClick={() => setMode("deleting")} />
      </span>
    </div>
  );
}

/** Renames a chat in place: Enter keeps, Escape leaves it as it was. */
export function RenameField({ chat, onDone }: { chat: ChatSummary; onDone: () => void }) {
  const actions = useActions();
  const [title, setTitle] = useState(chat.title);
  const finish = (keep: boolean) => {
    const trimmed = title.trim();
    if (keep && trimmed && trimmed !== chat.title) actions.rename(chat.chatId, trimmed);
    onDone();
  };
  return (
    <input
      className="rename"
      type="text"
      autoFocus
      dir="auto"
      aria-label="Title of the chat"
      value={title}
      onFocus={(event) => event.target.select()}
      onChange={(event) => setTitle(event.target.value)}
      onBlur={() => finish(true)}
      onKeyDown={(event) => {
        if (event.key === "Enter" && !event.nativeEvent.isComposing) finish(true);
        else if (event.key === "Escape") finish(false);
        event.stopPropagation();
      }}
    />
  );
}
