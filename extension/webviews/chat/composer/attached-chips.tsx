import { AttachmentFace, attachmentLabel } from "../messages/attachment-chip.js";
import { formatCount } from "../shell/format.js";
import { tokensOf } from "../state/tokens.js";
import { IconButton } from "../shell/icon-button.js";
import { useActions, useView } from "../state/context.js";
import { refusal } from "../state/view-state.js";
import { t } from "../../shared/l10n.js";

/** What goes with the question, each removable, and why the chosen model cannot take it. */
export function AttachedChips() {
  const attachments = useView((state) => state.attachments);
  const reason = useView(refusal);
  const actions = useActions();
  if (attachments.length === 0) return null;
  return (
    <>
      <div className="chips" role="list" aria-label={t("Attached")}>
        {attachments.map((part, index) => (
          <span className="chip" role="listitem" key={`${attachmentLabel(part)}:${index}`} title={part.fileName}>
            <AttachmentFace part={part} />
            <span className="chip-tokens figures" title={t("Tokens, estimated")}>
              {formatCount(tokensOf(part))}
            </span>
            <IconButton icon="close" label={t("Remove {0}", attachmentLabel(part))} onClick={() => actions.removeAttachment(index)} />
          </span>
        ))}
      </div>
      {reason !== undefined && (
        <p className="refusal" role="status">
          <span className="codicon codicon-warning" aria-hidden="true" />
          <span>{reason}</span>
        </p>
      )}
    </>
  );
}
