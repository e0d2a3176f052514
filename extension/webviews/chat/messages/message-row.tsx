import { memo } from "react";
import type { Entry } from "../state/view-state.js";
import { AnswerMessage } from "./answer-message.js";
import { UserMessage } from "./user-message.js";
import { t } from "../../shared/l10n.js";

interface Props {
  entry: Entry;
  isLast: boolean;
  position: number;
  count: number;
}

export const MessageRow = memo(function MessageRow({ entry, isLast, position, count }: Props) {
  const user = entry.message.role === "user";
  return (
    <article
      className="message"
      aria-label={user ? t("You") : t("Answer")}
      aria-posinset={position}
      aria-setsize={count}
      aria-busy={entry.replyId !== undefined}
    >
      {user ? <UserMessage entry={entry} /> : <AnswerMessage entry={entry} isLast={isLast} />}
    </article>
  );
});
