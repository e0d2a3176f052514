import { memo } from "react";
import type { Entry } from "../state/view-state.js";
import { isRunning } from "../state/columns.js";
import { AnswerColumns } from "./answer-columns.js";
import { AnswerMessage } from "./answer-message.js";
import { UserMessage } from "./user-message.js";
import { t } from "../../shared/l10n.js";

interface Props {
  entry: Entry;
  isLast: boolean;
  position: number;
  count: number;
}

const Answer = ({ entry, isLast }: { entry: Entry; isLast: boolean }) =>
  entry.beside ? <AnswerColumns entry={entry} isLast={isLast} /> : <AnswerMessage entry={entry} isLast={isLast} />;

export const MessageRow = memo(function MessageRow({ entry, isLast, position, count }: Props) {
  const user = entry.message.role === "user";
  return (
    <article
      className="message"
      aria-label={user ? t("You") : t("Answer")}
      aria-posinset={position}
      aria-setsize={count}
      aria-busy={isRunning(entry)}
    >
      {user ? <UserMessage entry={entry} /> : <Answer entry={entry} isLast={isLast} />}
    </article>
  );
});
