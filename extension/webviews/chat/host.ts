import type { ToHost, ToView } from "../../src/features/chat/messages.js";

/** What survives a reload of the view. */
export interface SavedState {
  /** Unsent text by chat. Which chat is open is kept by the host: what a view saves may come too late for a reload. */
  drafts: Record<string, string>;
}

/** The other side of the view: the extension host, or a fake one in tests and in the harness. */
export interface Host {
  post(message: ToHost): void;
  listen(listener: (message: ToView) => void): void;
  load(): SavedState;
  save(state: SavedState): void;
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
  return {
    post: (message) => vscode.postMessage(message),
    listen: (listener) =>
      window.addEventListener("message", (event: MessageEvent<unknown>) => {
        if (isToView(event.data)) listener(event.data);
      }),
    load: () => {
      const state = vscode.getState();
      return isSavedState(state) ? state : { drafts: {} };
    },
    save: (state) => vscode.setState(state),
  };
}
