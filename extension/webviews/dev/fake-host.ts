import type { ToHost, ToView } from "../../src/features/chat/messages.js";
import { answers, scenes } from "./scenes.js";
import { applyTheme } from "./themes.js";

// Stands in for VS Code and the extension host: acquireVsCodeApi(), and answers to what the view asks.
const query = new URLSearchParams(location.search);
applyTheme(query.get("theme") ?? "dark");
const scene = scenes[query.get("scene") ?? "chat"];
const tell = (message: ToView) => window.postMessage(message);
const stopped = new Set<string>();

function stream(replyId: string, text: string): void {
  const pieces = text.match(/\s*\S+/g) ?? [];
  let at = 0;
  const timer = setInterval(() => {
    const piece = pieces[at++];
    const cancelled = stopped.has(replyId);
    if (piece !== undefined && !cancelled) {
      tell({ type: "delta", replyId, parts: [{ kind: "text", text: piece }] });
      return;
    }
    clearInterval(timer);
    const usage = { completionTokens: at, tokensPerSecond: 66, timeToFirstTokenMs: 412, promptTokens: 31, durationMs: 6230 };
    tell({
      type: "replyEnded",
      replyId,
      result: {
        messageId: `a-${replyId}`,
        userMessageId: `q-${replyId}`,
        stopReason: cancelled ? "cancelled" : "stop",
        model: "embedded/tinyllama-1.1b-chat",
        usage,
      },
    });
  }, 15);
}

function answer(message: ToHost): void {
  if (message.type === "ready" && scene?.saved) tell({ type: "reopen", chatId: scene.saved.chatId });
  for (const reply of scene?.answer?.(message) ?? answers(message)) tell(reply);
  if (message.type === "stop") stopped.add(message.replyId);
  if (message.type === "send" && !scene?.answer) stream(message.replyId, scene?.text ?? "");
  if (message.type === "ready") for (const step of scene?.script ?? []) tell(step);
}

Object.assign(window, {
  acquireVsCodeApi: () => ({
    postMessage: answer,
    getState: () => scene?.saved,
    setState: () => undefined,
  }),
});
