import type { ToHost, ToView } from "../../src/features/providers/messages.js";

/** The other side of the view: the extension host. */
export interface Host {
  post(message: ToHost): void;
  listen(listener: (message: ToView) => void): () => void;
}

declare function acquireVsCodeApi(): { postMessage(message: unknown): void };

const isToView = (value: unknown): value is ToView => typeof value === "object" && value !== null && "type" in value;

/** Connects to VS Code. It may be called once per page. */
export function connect(): Host {
  const vscode = acquireVsCodeApi();
  return {
    post: (message) => vscode.postMessage(message),
    listen: (listener) => {
      const onMessage = (event: MessageEvent<unknown>): void => {
        if (isToView(event.data)) listener(event.data);
      };
      window.addEventListener("message", onMessage);
      return () => window.removeEventListener("message", onMessage);
    },
  };
}
