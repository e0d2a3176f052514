import type { ReactNode } from "react";
import type { ChatMessage } from "../../../../shared-protocol/generated/protocol.js";
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
  const { replyId } = entry;
  return (
    <div className="answer-message">
      <AnswerHead entry={entry} />
      <AnswerParts entry={entry} />
      {replyId === undefined ? <StoredFoot entry={entry} isLast={isLast} /> : <LiveFoot replyId={replyId} />}
    </div>
  );
}

export function useModelName(model: string | undefined): string {
  const name = useView((state) => state.models?.find((each) => each.model === model)?.displayName);
  return name ?? (model ? modelName(model) : t("Answer"));
}

/** Who answers, and where that runs. */
export function AnswerHead({ entry: { message }, children }: { entry: Entry; children?: ReactNode }) {
  const name = useModelName(message.model);
  return (
    <header className="message-head">
      <h2 className="author" title={message.model}>
        {name}
      </h2>
      <Where leaves={message.leavesThisMachine} />
      {children}
    </header>
  );
}

/** What the answer says. The same elements while it arrives and when it is stored: nothing of it is read again at its end. */
export function AnswerParts({ entry }: { entry: Entry }) {
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

export function LiveFoot({ replyId }: { replyId: string }) {
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

/** How an answer ended that is not whole. */
export function AnswerMark({ message, children }: { message: ChatMessage; children?: ReactNode }) {
  const { status } = message;
  const mark = message.cut ? marks.cut : status === "cancelled" || status === "interrupted" ? marks[status] : undefined;
  if (!mark) return null;
  return (
    <p className="mark">
      <span className={`codicon codicon-${mark.icon}`} aria-hidden="true" />
      <span>{mark.text}</span>
      {children}
    </p>
  );
}

function StoredFoot({ entry, isLast }: { entry: Entry; isLast: boolean }) {
  const { message } = entry;
  const actions = useActions();
  const ready = useView(canAsk);
  const failure = entry.failure ?? message.error;
  const hasText = textOf(message.parts) !== "";
  return (
    <>
      <AnswerMark message={message}>
        {isLast && hasText && (
          <button type="button" className="quiet-button" disabled={!ready} onClick={() => actions.questions.continue(entry)}>
            {t("Continue")}
          </button>
        )}
      </AnswerMark>
      {message.status === "failed" && (
        <ErrorCard
          error={failure ?? { message: t("The answer failed.") }}
          onRetry={isLast ? (how) => actions.questions.retry(entry, how) : undefined}
        />
      )}
      <div className="answer-foot">
        <UsageLine usage={message.usage} />
        <Siblings entry={entry} />
        <AnswerTools entry={entry} isLast={isLast} />
      </div>
    </>
  );
}
