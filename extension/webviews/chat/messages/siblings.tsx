import type { ChatMessage } from "../../../../shared-protocol/generated/protocol.js";
import { IconButton } from "../shell/icon-button.js";
import { useActions, useView } from "../state/context.js";
import { runningReply } from "../state/view-state.js";

/** Leads to what was asked or answered in the same place: ‹ 2/3 ›. */
export function Siblings({ message }: { message: ChatMessage }) {
  const actions = useActions();
  const busy = useView((state) => runningReply(state) !== undefined);
  const { siblings, messageId, role } = message;
  if (!siblings || siblings.length < 2) return null;
  const at = siblings.indexOf(messageId);
  const what = role === "user" ? "question" : "answer";
  const step = (icon: string, name: string, to: string | undefined) => (
    <IconButton
      icon={icon}
      label={`${name} ${what}`}
      disabled={busy || to === undefined}
      onClick={() => to !== undefined && actions.selectBranch(to)}
    />
  );
  return (
    <span className="siblings" role="group" aria-label={`${what} ${at + 1} of ${siblings.length} in this place`}>
      {step("chevron-left", "Previous", siblings[at - 1])}
      <span className="figures" aria-hidden="true">
        {at + 1}/{siblings.length}
      </span>
      {step("chevron-right", "Next", siblings[at + 1])}
    </span>
  );
}
