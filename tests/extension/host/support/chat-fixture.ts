import { vi } from "vitest";
import { ChatBridge } from "../../../../extension/src/features/chat/chat-bridge.js";
import type { ChatActions, ChatHost } from "../../../../extension/src/features/chat/chat-host.js";
import type { ToHost, ToView } from "../../../../extension/src/features/chat/messages.js";
import { Naming } from "../../../../extension/src/features/chat/composing.js";
import { wholeText } from "../../../../extension/src/features/chat/parts.js";
import { KeptDrafts, type AttachmentFiles } from "../../../../extension/src/features/chat/kept-drafts.js";
import { ModelCatalog } from "../../../../extension/src/features/models/model-catalog.js";
import type { ChatMessage, ChatReplyResult, ChatSummary, ModelInfo, ImagePart } from "../../../../shared-protocol/generated/protocol.js";
import { Replies } from "../../../../extension/src/features/chat/replies.js";
import { FakeSidecar } from "./fake-sidecar.js";
import { silent } from "./launching.js";

export const model: ModelInfo = {
  model: "embedded/tiny",
  displayName: "Tiny",
  provider: "embedded",
  providerKind: "embedded",
  state: "available",
  leavesThisMachine: false,
  capabilities: ["chat"],
  canLoad: false,
  canUnload: false,
};

export const summary = (chatId: string): ChatSummary => ({
  chatId,
  title: "",
  createdAt: "2026-01-01T00:00:00Z",
  updatedAt: "2026-01-01T00:00:00Z",
});

export const stored = (messageId: string): ChatMessage => ({
  messageId,
  role: "user",
  parts: [{ kind: "text", text: messageId }],
  status: "complete",
  createdAt: "2026-01-01T00:00:00Z",
  leavesThisMachine: false,
});

export const ended: ChatReplyResult = { messageId: "a1", userMessageId: "q1", stopReason: "stop", model: model.model };

/** The chat's behaviour between a fake webview and a fake sidecar. */
export class ChatFixture {
  readonly shown: ToView[] = [];
  readonly calls: string[] = [];
  readonly titles: (string | undefined)[] = [];
  replies = 0;
  readonly sidecar = new FakeSidecar()
    .answer("models/list", () => ({ models: [model], problems: [], defaultModel: model.model }))
    .answer("providers/discover", () => ({ found: [] }))
    .answer("chat/list", () => ({ chats: [summary("c1")], hasMore: false }))
    .answer("chat/labels", () => ({ folders: [], tags: [] }))
    .answer("chat/get", ({ chatId }) => ({ chat: summary(chatId), messages: [stored("m1")], hasMore: false }))
    .answer("chat/create", () => ({ chatId: "new" }));
  namesChats = false;
  /** What lies in files over reloads, by view. */
  readonly kept = new Map<string, string>();
  readonly files: { -readonly [K in keyof AttachmentFiles]: AttachmentFiles[K] } = {
    read: (view) => Promise.resolve(this.kept.get(view)),
    write: (view, text) => {
      if (text === undefined) this.kept.delete(view);
      else this.kept.set(view, text);
      return Promise.resolve();
    },
  };
  /** The folder that the user chooses; undefined: what was offered. */
  folder: string | undefined;
  /** What the user chooses when asked for pictures. */
  pictures: ImagePart[] = [];
  readonly bridge: ChatBridge;
  readonly host: ChatHost;

  constructor() {
    const record = (call: string): Promise<void> => {
      this.calls.push(call);
      return Promise.resolve();
    };
    const namesChats = (): boolean => this.namesChats;
    const actions: ChatActions = {
      get namesChats() {
        return namesChats();
      },
      copy: (text) => record(`copy ${text}`),
      insertAtCursor: (text) => record(`insert ${text}`),
      useCode: (use, { text }) => record(`${use} ${text}`),
      newFile: (text, languageId) => record(`new ${languageId} ${text}`),
      openLink: (href) => record(`link ${href}`),
      manageProviders: () => record("manageProviders"),
      pickPictures: () => Promise.resolve(this.pictures),
      findContext: (query) => Promise.resolve([{ kind: "file", id: "file:///a.ts", label: query }]),
      readContext: ({ label }) => Promise.resolve([wholeText(label, "plaintext", "text")]),
      chooseFolder: (folders, current) => Promise.resolve(this.folder ?? `${folders.join()}|${current ?? ""}`),
      chooseTags: (tags, current) => Promise.resolve([...current, ...tags]),
      exportChat: ({ chatId }, messageId) => record(`export ${chatId} ${messageId ?? "whole"}`),
      printChat: ({ chatId }) => record(`print ${chatId}`),
      commandKeys: [{ does: "New Chat", key: "ctrl+alt+; n", mac: "cmd+alt+; n", inEditor: false }],
      changeKeys: () => record("changeKeys"),
      showLog: () => void record("log"),
      restartSidecar: () => record("restart"),
    };
    this.host = {
      ...actions,
      get namesChats() {
        return namesChats();
      },
      lastChat: undefined,
      kept: new KeptDrafts(this.files, "view"),
      post: (messages) => this.shown.push(...messages),
      titled: (title) => this.titles.push(title),
      reveal: () => record("reveal"),
      used: () => void record("used"),
    };
    const replies = new Replies((count) => (this.replies = count));
    replies.listen(this.sidecar);
    const models = new ModelCatalog(this.sidecar);
    const naming = new Naming(this.sidecar);
    this.bridge = new ChatBridge({ sidecar: this.sidecar, models, host: this.host, log: silent, replies, naming });
  }

  receive(message: ToHost): Promise<void> {
    return this.bridge.receive(message);
  }

  /** Opens the view and waits until it shows everything. */
  async ready(chatId?: string): Promise<void> {
    await this.receive({ type: "ready" });
    if (chatId !== undefined) await this.receive({ type: "openChat", chatId });
    await vi.waitFor(() => {
      for (const type of ["chats", "models", "found"] as const) this.last(type);
    });
  }

  all<T extends ToView["type"]>(type: T): Extract<ToView, { type: T }>[] {
    return this.shown.filter((message): message is Extract<ToView, { type: T }> => message.type === type);
  }

  /** The last message of a type; throws where there is none, so that it can be waited for. */
  last<T extends ToView["type"]>(type: T): Extract<ToView, { type: T }> {
    const found = this.all(type).at(-1);
    if (!found) throw new Error(`The view was not told ${type}.`);
    return found;
  }
}
