import { IconButton } from "../shell/icon-button.js";
import { useActions, useView } from "../state/context.js";
import { runningReply, type Entry } from "../state/view-state.js";
import { t } from "../../shared/l10n.js";

const ofQuestions = {
  previous: t("Previous question"),
  next: t("Next question"),
  place: (at: number, count: number) => t("Question {0} of {1} in this place", at, count),
};
const ofAnswers = {
  previous: t("Previous answer"),
  next: t("Next answer"),
  place: (at: number, count: number) => t("Answer {0} of {1} in this place", at, count),
};

/** Leads to what was asked or answered in the same place: ‹ 2/3 ›, and shows answers side by side. */
export function Siblings({ entry }: { entry: Entry }) {
  const actions = useActions();
  const busy = useView((state) => runningReply(state) !== undefined);
  const { siblings, messageId, role } = entry.message;
  if (!siblings || siblings.length < 2) return null;
  const at = siblings.indexOf(messageId);
  const words = role === "user" ? ofQuestions : ofAnswers;
  const step = (icon: string, label: string, to: string | undefined) => (
    <IconButton
      icon={icon}
      label={label}
      disabled={busy || to === undefined}
      onClick={() => to !== undefined && actions.shaping.selectBranch(to)}
    />
  );
  return (
    <span className="siblings" role="group" aria-label={words.place(at + 1, siblings.length)}>
      {step("chevron-left", words.previous, siblings[at - 1])}
      <span className="figures" aria-hidden="true">
        {at + 1}/{siblings.length}
      </span>
      {step("chevron-right", words.next, siblings[at + 1])}
      {role === "assistant" && (
        <IconButton
          icon="split-horizontal"
          label={t("Show side by side")}
          keepsPlace
          disabled={busy}
          onClick={() => actions.sideBySide.show(entry)}
        />
      )}
    </span>
  );
}
