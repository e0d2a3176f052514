import type { Reply } from "../state/view-state.js";

const words = {
  connecting: "Connecting to the model",
  loadingModel: "Loading the model into memory",
  processingPrompt: "Reading the question",
};

/** What a reply without text yet waits for. */
export function Progress({ reply }: { reply: Reply | undefined }) {
  const percent = reply?.fraction === undefined ? "" : ` · ${Math.round(reply.fraction * 100)} %`;
  return (
    <p className="progress">
      <span className="progress-dot" aria-hidden="true" />
      {words[reply?.phase ?? "connecting"]}
      {percent}
    </p>
  );
}
