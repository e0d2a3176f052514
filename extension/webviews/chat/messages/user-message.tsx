import type { ChatMessage, SelectionPart } from "../../../../shared-protocol/generated/protocol.js";
import { formatTime } from "../shell/format.js";
import { textOf } from "../state/parts.js";

export const selectionLabel = ({ fileName, startLine, endLine }: SelectionPart): string =>
  `${fileName.split(/[\\/]/).at(-1) ?? fileName} ${startLine === endLine ? startLine : `${startLine}–${endLine}`}`;

/** What the user asked, the words as typed. */
export function UserMessage({ message }: { message: ChatMessage }) {
  const selections = message.parts.filter((part) => part.kind === "selection");
  return (
    <div className="user-message">
      <header className="message-head">
        <span className="author">You</span>
        <time dateTime={message.createdAt}>{formatTime(message.createdAt)}</time>
      </header>
      <div className="user-text" dir="auto">
        {textOf(message.parts)}
      </div>
      {selections.length > 0 && (
        <div className="chips">
          {selections.map((part, index) => (
            <span className="chip" key={index} title={`${part.fileName}, ${part.languageId}`}>
              <span className="codicon codicon-code" aria-hidden="true" />
              <span className="chip-text">{selectionLabel(part)}</span>
            </span>
          ))}
        </div>
      )}
    </div>
  );
}
