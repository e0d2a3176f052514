import { useSyncExternalStore } from "react";

const attribute = "data-vscode-theme-id";

function subscribe(listener: () => void): () => void {
  const observer = new MutationObserver(listener);
  observer.observe(document.body, { attributes: true, attributeFilter: [attribute, "class"] });
  return () => observer.disconnect();
}

/** The theme that VS Code shows; another name when its colours are other ones. */
export const useThemeName = (): string =>
  useSyncExternalStore(subscribe, () => `${document.body.getAttribute(attribute) ?? ""} ${document.body.className}`);
