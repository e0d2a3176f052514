import { useRef, type KeyboardEvent } from "react";
import { plural, t } from "../../shared/l10n.js";
import { IconButton } from "../shell/icon-button.js";
import { useActions, useView } from "../state/context.js";
import { openQueue, runningReply, usableModel, type Halt, type Queued, type ViewState } from "../state/view-state.js";

const halts: Readonly<Record<Halt, string>> = {
  stopped: t("The answer was stopped."),
  failed: t("The answer before failed."),
  compared: t("Keep an answer first, or go on with the current one."),
  reloaded: t("Kept from before."),
};

function reason(state: ViewState): string {
  const { halted } = openQueue(state);
  if (halted !== undefined) return halts[halted];
  if (state.sidecar.state !== "running") return t("Is sent when the sidecar is back.");
  if (runningReply(state)) return t("Is sent after this answer.");
  if (!usableModel(state)) return Object.keys(state.pulls).length > 0 ? t("Is sent when the model is here.") : t("Waits for a model.");
  return t("Is sent when the chat is loaded.");
}

/** The questions that wait in the open chat, in the order in which they go out. */
export function QueueList() {
  const { questions, halted } = useView(openQueue);
  const why = useView(reason);
  const { questions: asking } = useActions();
  const list = useRef<HTMLOListElement>(null);
  if (questions.length === 0) return null;
  const move = (question: Queued, by: number) => {
    asking.queue.move(question.id, by);
    // The keyboard stays with the question, wherever it goes.
    requestAnimationFrame(() => list.current?.querySelector<HTMLElement>(`[data-question="${question.id}"]`)?.focus());
  };
  return (
    <section className={halted === undefined ? "queue" : "queue halted"} aria-label={t("Queue")}>
      <div className="queue-head">
        <span className={`codicon codicon-${halted === undefined ? "clockface" : "debug-pause"}`} aria-hidden="true" />
        <span className="queue-reason">
          <strong>{plural(t("{0} queued|{0} queued"), questions.length)}</strong> {why}
        </span>
        {halted !== undefined && (
          <button type="button" className="quiet-button" onClick={() => asking.queue.goOn()}>
            <span className="codicon codicon-debug-continue" aria-hidden="true" /> {t("Go on")}
          </button>
        )}
      </div>
      <ol ref={list}>
        {questions.map((question, index) => (
          <Row key={question.id} question={question} isFirst={index === 0} isLast={index === questions.length - 1} onMove={move} />
        ))}
      </ol>
    </section>
  );
}

interface RowProps {
  question: Queued;
  isFirst: boolean;
  isLast: boolean;
  onMove: (question: Queued, by: number) => void;
}

function Row({ question, isFirst, isLast, onMove }: RowProps) {
  const { queue } = useActions().questions;
  const { id, text, attachments } = question;
  const onKeyDown = (event: KeyboardEvent) => {
    const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (event.altKey && by !== undefined) onMove(question, by);
    else if (event.target !== event.currentTarget) return;
    else if (event.key === "Enter") queue.edit(id);
    else if (event.key === "Delete") queue.remove(id);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <li
      className="queue-row"
      tabIndex={0}
      data-question={id}
      aria-label={t("{0}. Enter edits, Delete removes, Alt with the arrow keys moves", text)}
      onKeyDown={onKeyDown}
    >
      <span className="queue-text" dir="auto" title={text}>
        {text}
      </span>
      {attachments.length > 0 && (
        <span className="secondary-text figures" title={plural(t("{0} attachment|{0} attachments"), attachments.length)}>
          <span className="codicon codicon-attach" aria-hidden="true" />
          {attachments.length}
        </span>
      )}
      <span className="queue-tools">
        {!(isFirst && isLast) && (
          <>
            <IconButton icon="arrow-up" label={t("Move up (Alt+Up)")} disabled={isFirst} onClick={() => onMove(question, -1)} />
            <IconButton icon="arrow-down" label={t("Move down (Alt+Down)")} disabled={isLast} onClick={() => onMove(question, 1)} />
          </>
        )}
        <IconButton icon="edit" label={t("Edit in the composer")} onClick={() => queue.edit(id)} />
        <IconButton icon="send" label={t("Send now, stop the answer")} onClick={() => queue.sendNow(id)} />
        <IconButton icon="close" label={t("Remove from the queue")} onClick={() => queue.remove(id)} />
      </span>
    </li>
  );
}
