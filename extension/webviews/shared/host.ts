/** The other side of a view: the extension host. */
export interface Host<ToHost, ToView> {
  post(message: ToHost): void;
  /** @returns ends the listening */
  listen(listener: (message: ToView) => void): () => void;
}

declare function acquireVsCodeApi(): { postMessage(message: unknown): void };

const isMessage = (value: unknown): boolean => typeof value === "object" && value !== null && "type" in value;

/** Connects to VS Code. It may be called once per page. */
export function connect<ToHost, ToView>(): Host<ToHost, ToView> {
  const vscode = acquireVsCodeApi();
  return {
    post: (message) => vscode.postMessage(message),
    listen: (listener) => {
      const onMessage = (event: MessageEvent<unknown>): void => {
        // The extension host is trusted: what it sends has the type that both sides share.
        if (isMessage(event.data)) listener(event.data as ToView);
      };
      window.addEventListener("message", onMessage);
      return () => window.removeEventListener("message", onMessage);
    },
  };
}
