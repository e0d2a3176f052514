import type { ToHost, ToView } from "../../src/features/chat/messages.js";
import { answers, commandKeys, presets } from "./made-up.js";
import { scenes } from "./scenes.js";
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

/** What the composer asks while a question is written. */
function help(message: ToHost): ToView[] {
  if (message.type === "measureContext") {
    const use = { model: message.model ?? "", window: 32768, system: 120, history: 17_400, files: 700, estimated: false };
    return [{ type: "contextUse", chatId: message.chatId, use }];
  }
  if (message.type === "listPrompts") {
    const prompt = { text: "Review {{selection}}", isEditorAction: true };
    const prompts = [
      { ...prompt, name: "review", title: "Review this code" },
      { ...prompt, name: "rename", title: "rename" },
    ];
    return [{ type: "prompts", prompts }];
  }
  if (message.type === "listKeys") return [{ type: "keys", commands: commandKeys }];
  if (message.type === "listPresets") return [{ type: "presets", presets }];
  if (message.type !== "findContext") return [];
  return [
    {
      type: "contextFound",
      query: message.query,
      items: [
        { kind: "selection", id: "selection", label: "selection", description: "What is selected in the editor" },
        { kind: "git", id: "git", label: "git", description: "Changes that are not committed" },
        { kind: "file", id: "1", label: "src/a-folder-with-a-long-name/another-one/server-with-a-long-name.ts" },
        { kind: "folder", id: "2", label: "src/server" },
        { kind: "symbol", id: "3", label: "serve", description: "Server · src/server.ts" },
      ],
    },
  ];
}

function answer(message: ToHost): void {
  for (const told of help(message)) tell(told);
  if (message.type === "ready" && scene?.saved?.chatId !== undefined) tell({ type: "reopen", chatId: scene.saved.chatId });
  for (const reply of scene?.answer?.(message) ?? answers(message)) tell(reply);
  if (message.type === "stop") stopped.add(message.replyId);
  if (message.type === "send" && !scene?.answer)
    for (const { replyId } of [message, ...(message.beside ?? [])]) stream(replyId, scene?.text ?? "");
  if (message.type === "ready") for (const step of scene?.script ?? []) tell(step);
}

Object.assign(window, {
  // For tests that look at every scene.
  applyTheme,
  sceneNames: Object.keys(scenes),
  acquireVsCodeApi: () => ({
    postMessage: answer,
    getState: () => scene?.saved,
    setState: () => undefined,
  }),
});
