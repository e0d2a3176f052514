import type { ReplyPhase } from "../../../../shared-protocol/generated/protocol.js";
import { formatSeconds } from "../shell/format.js";
import type { Reply } from "../state/view-state.js";

const words: Readonly<Record<ReplyPhase, string>> = {
  connecting: "Connecting to the model",
  loadingModel: "Loading the model into memory",
  processingPrompt: "Reading the question",
  retrying: "Waiting for another attempt",
  summarising: "Summarising the oldest messages",
};

/** What a reply without text yet waits for. */
export function Progress({ reply }: { reply: Reply | undefined }) {
  const phase = reply?.phase ?? "connecting";
  const percent = reply?.fraction === undefined ? "" : ` · ${Math.round(reply.fraction * 100)} %`;
  const wait = phase === "retrying" && reply?.retryInMs !== undefined ? ` Trying again in ${formatSeconds(reply.retryInMs)}.` : "";
  return (
    <p className="progress">
      <span className="progress-dot" aria-hidden="true" />
      {wait ? `${reply?.reason ?? words.retrying}${wait}` : words[phase]}
      {percent}
    </p>
  );
}
