import { Markdown } from "../markdown/markdown.js";
import { modelName } from "../shell/format.js";
import { Where } from "../shell/where.js";
import { useActions, useLiveReply, useView } from "../state/context.js";
import type { LiveReply } from "../state/live-replies.js";
import { textOf } from "../../../src/features/chat/parts.js";
import { canAsk, type Entry } from "../state/view-state.js";
import { AnswerTools } from "./answer-tools.js";
import { ErrorCard } from "./error-card.js";
import { Progress } from "./progress.js";
import { Siblings } from "./siblings.js";
import { Thinking } from "./thinking.js";
import { UsageLine } from "./usage-line.js";
import { t } from "../../shared/l10n.js";

/** An answer: stored, or arriving. */
export function AnswerMessage({ entry, isLast }: { entry: Entry; isLast: boolean }) {
  const { message, replyId } = entry;
  const name = useView((state) => state.models?.find(({ model }) => model === message.model)?.displayName);
  return (
    <div className="answer-message">
      <header className="message-head">
        <span className="author" title={message.model}>
          {name ?? (message.model ? modelName(message.model) : t("Answer"))}
        </span>
        <Where leaves={message.leavesThisMachine} />
      </header>
      <Parts entry={entry} />
      {replyId === undefined ? <StoredFoot entry={entry} isLast={isLast} /> : <LiveFoot replyId={replyId} />}
    </div>
  );
}

/** What the answer says. The same elements while it arrives and when it is stored: nothing of it is read again at its end. */
function Parts({ entry }: { entry: Entry }) {
  const { replyId, message, thinkingMs } = entry;
  const running = replyId !== undefined;
  const arriving = useLiveReply(replyId);
  // An answer that goes on shows what it has until its first piece, which brings all of that again.
  const live: LiveReply = running && arriving.parts.length > 0 ? arriving : { parts: message.parts, thinkingMs };
  const thinking = textOf(live.parts, "thinking");
  return (
    <>
      {thinking && (
        <Thinking text={thinking} since={live.thinkingSince} ms={live.thinkingMs} running={running && live.thinkingMs === undefined} />
      )}
      <Markdown text={textOf(live.parts)} ended={!running} />
    </>
  );
}

function LiveFoot({ replyId }: { replyId: string }) {
  const empty = useLiveReply(replyId).parts.length === 0;
  const reply = useView((state) => state.replies[replyId]);
  return (
    <>
      {empty && <Progress reply={reply} />}
      <div className="answer-foot">{reply?.stopping && <span className="usage">{t("Stopping")}</span>}</div>
    </>
  );
}

const marks = {
  cancelled: { icon: "debug-stop", text: t("Stopped. What came before is kept.") },
  interrupted: { icon: "debug-disconnect", text: t("Interrupted: the connection to the model ended. What came before is kept.") },
  cut: { icon: "fold-down", text: t("Cut off: the answer reached its limit of length.") },
};

function StoredFoot({ entry, isLast }: { entry: Entry; isLast: boolean }) {
  const { message } = entry;
  const actions = useActions();
  const ready = useView(canAsk);
  const failure = entry.failure ?? message.error;
  const mark = message.cut
    ? marks.cut
    : message.status === "cancelled" || message.status === "interrupted"
      ? marks[message.status]
      : undefined;
  const hasText = textOf(message.parts) !== "";
  return (
    <>
      {mark && (
        <p className="mark">
          <span className={`codicon codicon-${mark.icon}`} aria-hidden="true" />
          <span>{mark.text}</span>
          {isLast && hasText && (
            <button type="button" className="quiet-button" disabled={!ready} onClick={() => actions.questions.continue(entry)}>
              {t("Continue")}
            </button>
          )}
        </p>
      )}
      {message.status === "failed" && (
        <ErrorCard
          error={failure ?? { message: t("The answer failed.") }}
          onRetry={isLast ? (how) => actions.questions.retry(entry, how) : undefined}
        />
      )}
      <div className="answer-foot">
        <UsageLine usage={message.usage} />
        <Siblings message={message} />
        <AnswerTools entry={entry} isLast={isLast} />
      </div>
    </>
  );
}
