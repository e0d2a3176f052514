import { useRef, useState } from "react";
import { textOf } from "../../../src/features/chat/parts.js";
import { ModelChooser } from "../composer/model-chooser.js";
import { IconButton } from "../shell/icon-button.js";
import { Menu } from "../shell/menu.js";
import { useActions, useView } from "../state/context.js";
import { canAsk, isTemporary, type Entry } from "../state/view-state.js";
import { t } from "../../shared/l10n.js";

/** What can be done with an answer. */
export function AnswerTools({ entry, isLast }: { entry: Entry; isLast: boolean }) {
  const { message } = entry;
  const actions = useActions();
  const ready = useView(canAsk);
  const temporary = useView(isTemporary);
  const [choosing, setChoosing] = useState<"instead" | "beside">();
  const tools = useRef<HTMLSpanElement>(null);
  const hasText = textOf(message.parts) !== "";
  const stored = message.messageId !== "";
  const waits = ready ? undefined : t("Not while an answer is running or no model is ready");
  return (
    <span ref={tools} className={choosing !== undefined ? "answer-tools choosing" : "answer-tools"}>
      <IconButton
        icon="copy"
        label={t("Copy answer as Markdown")}
        onClick={() => actions.host.post({ type: "copy", text: textOf(message.parts) })}
      />
      {stored && (
        <>
          <Thumb entry={entry} rating="up" />
          <Thumb entry={entry} rating="down" />
        </>
      )}
      <IconButton icon="refresh" label={t("Answer again")} disabled={!ready} onClick={() => actions.questions.retry(entry)} />
      {stored && (
        <Menu
          label={t("More for this answer")}
          items={[
            {
              icon: "arrow-swap",
              label: t("Answer with another model…"),
              disabledBecause: waits,
              onChoose: () => setChoosing("instead"),
            },
            {
              icon: "split-horizontal",
              label: t("Compare with another model…"),
              disabledBecause: waits,
              onChoose: () => setChoosing("beside"),
            },
            ...(isLast && hasText
              ? [
                  {
                    icon: "debug-continue",
                    label: t("Continue"),
                    disabledBecause: waits,
                    onChoose: () => actions.questions.continue(entry),
                  },
                ]
              : []),
            ...(temporary
              ? []
              : [
                  { icon: "repo-forked", label: t("Fork from here"), onChoose: () => actions.shaping.fork(message.messageId) },
                  { icon: "export", label: t("Export…"), onChoose: () => actions.shaping.exportMessage(message.messageId) },
                ]),
            { icon: "trash", label: t("Delete from here"), disabledBecause: waits, onChoose: () => actions.shaping.deleteFrom(entry) },
          ]}
        />
      )}
      {choosing !== undefined && (
        <ModelChooser
          label={choosing === "beside" ? t("Compare with another model") : t("Answer with another model")}
          anchor={tools}
          onChoose={(model) => (choosing === "beside" ? actions.sideBySide.ask(entry, model) : actions.questions.retry(entry, {}, model))}
          onDone={() => setChoosing(undefined)}
        />
      )}
    </span>
  );
}

const thumbs = { up: { icon: "thumbsup", label: t("Good answer") }, down: { icon: "thumbsdown", label: t("Bad answer") } };

export function Thumb({ entry, rating }: { entry: Entry; rating: "up" | "down" }) {
  const actions = useActions();
  const pressed = entry.message.rating === rating;
  const { icon, label } = thumbs[rating];
  return (
    <IconButton
      icon={pressed ? `${icon}-filled` : icon}
      label={label}
      pressed={pressed}
      onClick={() => actions.shaping.rate(entry, rating)}
    />
  );
}
