import type { ToView } from "../../../../extension/src/features/chat/messages.js";
import { createChatView, type ChatView } from "../../../../extension/webviews/chat/state/context.js";
import { LiveReplies } from "../../../../extension/webviews/chat/state/live-replies.js";
import type { ChatMessage, ChatSummary, ModelInfo } from "../../../../shared-protocol/generated/protocol.js";
import { FakeHost } from "./fake-host.js";
import type { SavedState } from "../../../../extension/webviews/chat/host.js";

export const tiny: ModelInfo = {
  model: "embedded/tiny",
  displayName: "Tiny",
  provider: "embedded",
  providerKind: "embedded",
  state: "available",
  leavesThisMachine: false,
  capabilities: ["chat"],
  canLoad: false,
  canUnload: false,
  sizeBytes: 668_788_096,
  licence: "Apache-2.0",
};

export const chat: ChatSummary = { chatId: "c1", title: "First", createdAt: "2026-01-01T10:00:00Z", updatedAt: "2026-01-01T10:00:00Z" };

export const message = (messageId: string, role: "user" | "assistant", text: string, more: Partial<ChatMessage> = {}): ChatMessage => ({
  messageId,
  role,
  parts: [{ kind: "text", text }],
  status: "complete",
  createdAt: "2026-01-01T10:00:00Z",
  leavesThisMachine: false,
  ...more,
});

export const running: ToView = { type: "sidecar", sidecar: { state: "running" } };
export const modelsWith = (state: ModelInfo["state"]): ToView => ({
  type: "models",
  models: [{ ...tiny, state }],
  problems: [],
  model: tiny.model,
});

export interface Started {
  host: FakeHost;
  view: ChatView;
  /** Runs the callbacks that wait for the next animation frame. */
  frame: () => void;
  time: { now: number };
}

/** A view that has greeted its host; frames and time are the test's. */
export function start(saved?: SavedState): Started {
  const host = new FakeHost(saved);
  let waiting: (() => void)[] = [];
  const time = { now: 0 };
  const view = createChatView(
    host,
    new LiveReplies(
      (callback) => waiting.push(callback),
      () => time.now,
    ),
  );
  view.actions.start();
  const frame = () => {
    const due = waiting;
    waiting = [];
    for (const callback of due) callback();
  };
  return { host, view, frame, time };
}

/** A view with a model that answers. */
export function startReady(saved?: SavedState): Started {
  const started = start(saved);
  started.host.tell(running, modelsWith("available"));
  return started;
}
