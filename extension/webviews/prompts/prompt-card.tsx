import type { Prompt } from "../../../shared-protocol/generated/protocol.js";
import { t } from "../shared/l10n.js";
import { LibraryCard } from "../shared/library-card.js";
import type { CardState } from "../shared/library-view.js";

/** One prompt: what is typed for it, and its text. */
export function PromptCard({ prompt: { name, title, text, isEditorAction }, ...card }: { prompt: Prompt } & CardState) {
  return (
    <LibraryCard name={name} title={title} warning={t("It cannot be brought back.")} {...card}>
      <p className="quiet">
        <span className="prompt-name">/{name}</span>
        {isEditorAction && ` · ${t("offered on code")}`}
      </p>
      <p className="prompt-text" dir="auto">
        {text}
      </p>
    </LibraryCard>
  );
}
