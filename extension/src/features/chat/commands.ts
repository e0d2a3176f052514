import * as vscode from "vscode";
import type { Disposable } from "../../infrastructure/disposable.js";
import type { RegisterCommand } from "../../infrastructure/commands.js";
import { captureSelection } from "./capture-selection.js";
import type { ChatBridge } from "./chat-bridge.js";
import type { ToView } from "./messages.js";
import type { ChatPanel } from "./panel.js";
import { pickPictures } from "./pick-pictures.js";

export function registerChatCommands(register: RegisterCommand, panel: ChatPanel, bridge: ChatBridge): Disposable[] {
  const show = async (...messages: ToView[]): Promise<void> => {
    for (const message of messages) bridge.tell(message);
    await panel.focus();
  };
  return [
    register("aiChatLocal.newChat", () => show({ type: "newChat" }, { type: "focusInput" })),
    register("aiChatLocal.newTemporaryChat", () => show({ type: "newChat", temporary: true }, { type: "focusInput" })),
    register("aiChatLocal.focusChat", () => show({ type: "focusInput" })),
    register("aiChatLocal.findInChat", () => show({ type: "find" })),
    register("aiChatLocal.searchChats", () => show({ type: "focusSearch" })),
    register("aiChatLocal.askAboutSelection", () => show({ type: "attach", parts: [captureSelection()] }, { type: "focusInput" })),
    register("aiChatLocal.attachPictures", async () => {
      const parts = await pickPictures();
      if (parts.length > 0) await show({ type: "attach", parts }, { type: "focusInput" });
    }),
    register("aiChatLocal.explainSelection", () =>
      show({ type: "ask", selection: captureSelection(), text: vscode.l10n.t("Explain this code.") }),
    ),
    register("aiChatLocal.stop", () => bridge.stopAll()),
  ];
}
