import type { ReplyPhase } from "../../../../shared-protocol/generated/protocol.js";
import { formatPercent, formatSeconds } from "../shell/format.js";
import type { Reply } from "../state/view-state.js";
import { t } from "../../shared/l10n.js";

const words: Readonly<Record<ReplyPhase, string>> = {
  connecting: t("Connecting to the model"),
  loadingModel: t("Loading the model into memory"),
  processingPrompt: t("Reading the question"),
  retrying: t("Waiting for another attempt"),
  summarising: t("Summarising the oldest messages"),
};

/** What a reply without text yet waits for. */
export function Progress({ reply }: { reply: Reply | undefined }) {
  const phase = reply?.phase ?? "connecting";
  const percent = reply?.fraction === undefined ? "" : ` · ${formatPercent(reply.fraction)}`;
  const wait = phase === "retrying" && reply?.retryInMs !== undefined ? t("Trying again in {0}.", formatSeconds(reply.retryInMs)) : "";
  return (
    <p className="progress">
      <span className="progress-dot" aria-hidden="true" />
      {wait ? `${reply?.reason ?? words.retrying} ${wait}` : words[phase]}
      {percent}
    </p>
  );
}
