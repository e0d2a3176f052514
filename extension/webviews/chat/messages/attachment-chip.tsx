import type { Attachment } from "../../../src/features/chat/messages.js";
import type { SelectionPart } from "../../../../shared-protocol/generated/protocol.js";
import { t } from "../../shared/l10n.js";

const selectionLabel = ({ fileName, startLine, endLine, whole }: SelectionPart): string =>
  whole
    ? (fileName.split(/[\\/]/).at(-1) ?? fileName)
    : `${fileName.split(/[\\/]/).at(-1) ?? fileName} ${startLine === endLine ? startLine : `${startLine}–${endLine}`}`;

export const attachmentLabel = (part: Attachment): string =>
  part.kind === "selection" ? selectionLabel(part) : (part.fileName ?? t("Picture"));

/** The face of an attachment: its icon or a small view of the picture, and its name. */
export function AttachmentFace({ part }: { part: Attachment }) {
  return (
    <>
      {part.kind === "image" && part.data !== undefined ? (
        <img className="chip-picture" src={`data:${part.mediaType};base64,${part.data}`} alt="" />
      ) : (
        <span className={`codicon codicon-${part.kind === "image" ? "file-media" : part.whole ? "file" : "code"}`} aria-hidden="true" />
      )}
      <span className="chip-text" dir="auto">
        {attachmentLabel(part)}
      </span>
    </>
  );
}
