import { memo, useEffect, useRef, type KeyboardEvent } from "react";
import { t } from "../../shared/l10n.js";
import { textOf } from "../../../src/features/chat/parts.js";
import { IconButton } from "../shell/icon-button.js";
import { useActions, useView } from "../state/context.js";
import { columnsOf, isRunning } from "../state/columns.js";
import type { Entry } from "../state/view-state.js";
import { AnswerHead, AnswerMark, AnswerParts, LiveFoot, useModelName } from "./answer-message.js";
import { Thumb } from "./answer-tools.js";
import { ErrorCard } from "./error-card.js";
import { UsageLine } from "./usage-line.js";

/** Answers of several models to one question, next to each other where there is room. */
export function AnswerColumns({ entry, isLast }: { entry: Entry; isLast: boolean }) {
  const { sideBySide } = useActions();
  const name = useModelName(entry.message.model);
  const running = isRunning(entry);
  const columns = columnsOf(entry);
  const focus = useView((state) => state.focus);
  const group = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isLast && focus?.target === "keep") group.current?.querySelector<HTMLElement>(".current .keep, .keep")?.focus();
  }, [focus, isLast]);
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (by === undefined || !(event.target instanceof Element) || !event.target.matches(".keep")) return;
    const all = [...event.currentTarget.querySelectorAll<HTMLElement>(".keep")];
    all[(all.findIndex((each) => each === event.target) + by + all.length) % all.length]?.focus();
    event.preventDefault();
  };
  return (
    <div
      ref={group}
      className="answer-columns"
      role="group"
      aria-label={t("{0} answers side by side", columns.length)}
      onKeyDown={onKeyDown}
    >
      <div className="columns">
        {columns.map((column) => (
          <Column key={column.key} entryKey={entry.key} column={column} />
        ))}
      </div>
      {!running && (
        <p className="columns-foot">
          <span>
            {isLast ? t("The next question follows {0} until you keep another answer.", name) : t("The chat goes on from {0}.", name)}
          </span>
          <button type="button" className="quiet-button" data-keeps-place onClick={() => sideBySide.hide(entry.key)}>
            {t("Show one answer")}
          </button>
        </p>
      )}
    </div>
  );
}

interface Props {
  /** Of the answer that is the current one. */
  entryKey: string;
  column: Entry;
}

/** Drawn again only when something of its own changes: what arrives in one must not cost the others anything. */
const Column = memo(function Column({ entryKey, column }: Props) {
  const { questions } = useActions();
  const { replyId } = column;
  const name = useModelName(column.message.model);
  const stopping = useView((state) => replyId !== undefined && state.replies[replyId]?.stopping);
  return (
    <section
      className={column.key === entryKey ? "answer-message column current" : "answer-message column"}
      aria-label={t("Answer of {0}", name)}
      aria-current={column.key === entryKey}
      aria-busy={replyId !== undefined}
    >
      <AnswerHead entry={column}>
        {replyId !== undefined && !stopping && (
          <IconButton icon="debug-stop" label={t("Stop {0}", name)} onClick={() => questions.stopReply(replyId)} />
        )}
      </AnswerHead>
      <AnswerParts entry={column} />
      {replyId === undefined ? <ColumnFoot entryKey={entryKey} column={column} name={name} /> : <LiveFoot replyId={replyId} />}
    </section>
  );
});

function ColumnFoot({ entryKey, column, name }: Props & { name: string }) {
  const actions = useActions();
  const { message, failure } = column;
  const stored = message.messageId !== "";
  return (
    <>
      <AnswerMark message={message} />
      {message.status === "failed" && (
        <ErrorCard
          error={failure ?? message.error ?? { message: t("The answer failed.") }}
          keepsModel
          onRetry={stored ? (how) => actions.sideBySide.retry(entryKey, column, how) : undefined}
        />
      )}
      <div className="answer-foot">
        <UsageLine usage={message.usage} />
        <span className="answer-tools">
          <IconButton
            icon="copy"
            label={t("Copy answer as Markdown")}
            onClick={() => actions.host.post({ type: "copy", text: textOf(message.parts) })}
          />
          {stored && (
            <>
              <Thumb entry={column} rating="up" />
              <Thumb entry={column} rating="down" />
            </>
          )}
        </span>
      </div>
      {stored && message.status !== "failed" && (
        <button
          type="button"
          className="button secondary keep"
          aria-label={t("Keep this answer: {0}", name)}
          onClick={() => actions.keepAnswer(entryKey, column)}
        >
          <span className="codicon codicon-check" aria-hidden="true" /> {t("Keep this answer")}
        </button>
      )}
    </>
  );
}
