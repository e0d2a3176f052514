import { useState, type Ref } from "react";
import { textOf } from "../../../src/features/chat/parts.js";
import { formatTime } from "../shell/format.js";
import { IconButton } from "../shell/icon-button.js";
import { useReturnedFocus } from "../shell/use-returned-focus.js";
import { Menu } from "../shell/menu.js";
import { useActions, useView } from "../state/context.js";
import { canAsk, isTemporary, type Entry } from "../state/view-state.js";
import { AttachmentFace } from "./attachment-chip.js";
import { Picture } from "./picture.js";
import { QuestionEdit } from "./question-edit.js";
import { Siblings } from "./siblings.js";
import { t } from "../../shared/l10n.js";

/** What the user asked, the words as typed. */
export function UserMessage({ entry }: { entry: Entry }) {
  const { message } = entry;
  const actions = useActions();
  const ready = useView(canAsk);
  const [editing, setEditing] = useState(false);
  const edit = useReturnedFocus<HTMLButtonElement>(editing);
  const selections = message.parts.filter((part) => part.kind === "selection");
  const pictures = message.parts.filter((part) => part.kind === "image");
  const text = textOf(message.parts);
  return (
    <div className="user-message">
      <header className="message-head">
        <h2 className="author">{t("You")}</h2>
        {message.messageId && !editing && (
          <QuestionTools entry={entry} text={text} ready={ready} editRef={edit} onEdit={() => setEditing(true)} />
        )}
        <time dateTime={message.createdAt}>{formatTime(message.createdAt)}</time>
      </header>
      {pictures.length > 0 && (
        <div className="pictures">
          {pictures.map((part, index) => (
            <Picture key={part.attachmentId ?? index} part={part} />
          ))}
        </div>
      )}
      {editing ? (
        <QuestionEdit
          text={text}
          ready={ready}
          onSend={(changed) => {
            setEditing(false);
            actions.questions.edit(entry, changed);
          }}
          onCancel={() => setEditing(false)}
        />
      ) : (
        <div className="user-text" dir="auto">
          {text}
        </div>
      )}
      {selections.length > 0 && (
        <div className="chips">
          {selections.map((part, index) => (
            <span className="chip" key={index} title={`${part.fileName}, ${part.languageId}`}>
              <AttachmentFace part={part} />
            </span>
          ))}
        </div>
      )}
    </div>
  );
}

interface ToolsProps {
  entry: Entry;
  text: string;
  ready: boolean;
  editRef: Ref<HTMLButtonElement>;
  onEdit: () => void;
}

function QuestionTools({ entry, text, ready, editRef, onEdit }: ToolsProps) {
  const actions = useActions();
  const temporary = useView(isTemporary);
  const { messageId } = entry.message;
  const waits = ready ? undefined : t("Not while an answer is running or no model is ready");
  return (
    <>
      <Siblings entry={entry} />
      <span className="answer-tools question-tools">
        <IconButton ref={editRef} icon="edit" label={t("Edit and ask again")} keepsPlace disabled={!ready} onClick={onEdit} />
        <Menu
          label={t("More for this question")}
          items={[
            { icon: "copy", label: t("Copy"), onChoose: () => actions.host.post({ type: "copy", text }) },
            ...(temporary
              ? []
              : [
                  { icon: "repo-forked", label: t("Fork from here"), onChoose: () => actions.shaping.fork(messageId) },
                  { icon: "export", label: t("Export…"), onChoose: () => actions.shaping.exportMessage(messageId) },
                ]),
            { icon: "trash", label: t("Delete from here"), disabledBecause: waits, onChoose: () => actions.shaping.deleteFrom(entry) },
          ]}
        />
      </span>
    </>
  );
}
