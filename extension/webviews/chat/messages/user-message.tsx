import type { ChatMessage } from "../../../../shared-protocol/generated/protocol.js";
import { formatTime } from "../shell/format.js";
import { textOf } from "../../../src/features/chat/parts.js";
import { AttachmentFace } from "./attachment-chip.js";
import { Picture } from "./picture.js";

/** What the user asked, the words as typed. */
export function UserMessage({ message }: { message: ChatMessage }) {
  const selections = message.parts.filter((part) => part.kind === "selection");
  const pictures = message.parts.filter((part) => part.kind === "image");
  return (
    <div className="user-message">
      <header className="message-head">
        <span className="author">You</span>
        <time dateTime={message.createdAt}>{formatTime(message.createdAt)}</time>
      </header>
      {pictures.length > 0 && (
        <div className="pictures">
          {pictures.map((part, index) => (
            <Picture key={part.attachmentId ?? index} part={part} />
          ))}
        </div>
      )}
      <div className="user-text" dir="auto">
        {textOf(message.parts)}
      </div>
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
