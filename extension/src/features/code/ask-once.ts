import { CancellationTokenSource, type CancellationToken } from "vscode-jsonrpc/node";
import { randomUUID } from "node:crypto";
import type { GenerationOptions, StopReason } from "../../../../shared-protocol/generated/protocol.js";
import type { Sidecar } from "../../sidecar/index.js";

export interface OneQuestion {
  text: string;
  systemPrompt: string;
  /** Absent: the one for quick edits, else the default. */
  model?: string;
  options?: GenerationOptions;
}

/**
 * Asks a question that is in no chat: nothing of it is stored.
 * @param onText is told all of the answer so far, each time that more of it is there
 * @returns how it ended, and the whole answer
 */
export async function askOnce(
  sidecar: Sidecar,
  { text, systemPrompt, model, options }: OneQuestion,
  onText: (answer: string) => void,
  token: CancellationToken,
): Promise<{ answer: string; stopReason: StopReason }> {
  const { chatId } = await sidecar.request("chat/create", {
    temporary: true,
    systemPrompt,
    ...(model === undefined ? { use: "edits" } : { model }),
  });
  const replyId = randomUUID();
  let answer = "";
  const listener = sidecar.on("chat/delta", (delta) => {
    if (delta.replyId !== replyId) return;
    for (const part of delta.parts) if (part.kind === "text") answer += part.text;
    onText(answer);
  });
  try {
    const { stopReason } = await sidecar.request(
      "chat/send",
      { chatId, replyId, text, ...(options === undefined ? {} : { options }) },
      token,
    );
    return { answer, stopReason };
  } finally {
    listener.dispose();
    // It ends with the process anyway.
    sidecar.request("chat/delete", { chatId }).catch(() => undefined);
  }
}

/** VS Code's token and the client's are not the same class. */
export function linked(token: { onCancellationRequested(listener: () => void): { dispose(): void } }): CancellationTokenSource {
  const source = new CancellationTokenSource();
  token.onCancellationRequested(() => {
    source.cancel();
  });
  return source;
}
