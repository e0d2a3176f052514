import type { OwnSettings, ToHost, ToView } from "../../src/features/chat/messages.js";
import type { SettingsForm } from "./state/chat-settings.js";

/** Where a chat was read: the message at the top, and by how many pixels it begins above. */
export interface ReadingPlace {
  chatId: string;
  messageId: string;
  above: number;
}

/** What is selected of an unsent text, or where its cursor stands. */
export interface DraftSelection {
  start: number;
  end: number;
}

/** What survives a reload of the view. */
export interface SavedState {
  /** Unsent text by chat. Which chat is open is kept by the host: what a view saves may come too late for a reload. */
  drafts: Record<string, string>;
  /** Absent: at the end of the chat. */
  place?: ReadingPlace | undefined;
  selection?: DraftSelection | undefined;
  /** Settings of a chat that were changed and not saved yet. */
  form?: SettingsForm | undefined;
  /** Those of the chat that does not exist yet. */
  settings?: OwnSettings | undefined;
  /** Models that every question is asked of too. */
  compareWith?: readonly string[] | undefined;
  /** Which tab this is: by it the host knows its chat. */
  tab?: string | undefined;
}

/** The other side of the view: the extension host, or a fake one in tests and in the harness. */
export interface Host {
  post(message: ToHost): void;
  listen(listener: (message: ToView) => void): void;
  load(): SavedState;
  /** What is absent stays as it was. */
  save(change: Partial<SavedState>): void;
}

interface VsCodeApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

const isSavedState = (value: unknown): value is SavedState =>
  typeof value === "object" && value !== null && "drafts" in value && typeof value.drafts === "object" && value.drafts !== null;

const isToView = (value: unknown): value is ToView => typeof value === "object" && value !== null && "type" in value;

/** Connects to VS Code. It may be called once per page. */
export function connect(): Host {
  const vscode = acquireVsCodeApi();
  const kept = vscode.getState();
  let state: SavedState = isSavedState(kept) ? kept : { drafts: {} };
  const save = (change: Partial<SavedState>): void => {
    state = { ...state, ...change };
    vscode.setState(state);
  };
  const { tab } = document.body.dataset;
  if (tab !== undefined) save({ tab });
  return {
    post: (message) => vscode.postMessage(message),
    listen: (listener) =>
      window.addEventListener("message", (event: MessageEvent<unknown>) => {
        for (const message of [event.data].flat()) if (isToView(message)) listener(message);
      }),
    load: () => state,
    save,
  };
}
