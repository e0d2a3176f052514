import type { Disposable } from "../../infrastructure/disposable.js";
import type { RegisterCommand } from "../../infrastructure/commands.js";
import { captureSelection } from "./capture-selection.js";
import type { ChatTabs } from "./chat-tabs.js";
import type { ChatViews } from "./chat-views.js";
import type { ToView } from "./messages.js";
import { moveChat } from "./move-view.js";
import type { ChatPanel } from "./panel.js";
import { pickPictures } from "./pick-pictures.js";

export interface ChatPlaces {
  views: ChatViews;
  panel: ChatPanel;
  tabs: ChatTabs;
}

export function registerChatCommands(register: RegisterCommand, { views, panel, tabs }: ChatPlaces): Disposable[] {
  const show = (...messages: ToView[]): Promise<void> => views.show(...messages);
  const inSideBar = (...messages: ToView[]): Promise<void> => {
    panel.use();
    return views.show(...messages);
  };
  return [
    register("aiChatLocal.newChat", () => show({ type: "newChat" }, { type: "focusInput" })),
    register("aiChatLocal.newTemporaryChat", () => show({ type: "newChat", temporary: true }, { type: "focusInput" })),
    register("aiChatLocal.focusChat", () => show({ type: "focusInput" })),
    register("aiChatLocal.findInChat", () => show({ type: "find" })),
    register("aiChatLocal.keepAnswer", () => show({ type: "keepAnswer" })),
    register("aiChatLocal.chatSettings", () => show({ type: "showSettings" })),
    register("aiChatLocal.showShortcuts", () => show({ type: "showShortcuts" })),
    register("aiChatLocal.searchChats", () => show({ type: "focusSearch" })),
    register("aiChatLocal.newChatInSideBar", () => inSideBar({ type: "newChat" }, { type: "focusInput" })),
    register("aiChatLocal.newTemporaryChatInSideBar", () => inSideBar({ type: "newChat", temporary: true }, { type: "focusInput" })),
    register("aiChatLocal.searchChatsInSideBar", () => inSideBar({ type: "focusSearch" })),
    register("aiChatLocal.openChatInEditor", () => {
      tabs.open(panel.lastChat);
    }),
    register("aiChatLocal.newChatInEditor", () => {
      tabs.open(undefined);
    }),
    register("aiChatLocal.moveToSecondarySideBar", () => moveChat("secondarySideBar")),
    register("aiChatLocal.moveToSideBar", () => moveChat("sideBar")),
    register("aiChatLocal.askAboutSelection", () => show({ type: "attach", parts: [captureSelection()] }, { type: "focusInput" })),
    register("aiChatLocal.attachPictures", async () => {
      const parts = await pickPictures();
      if (parts.length > 0) await show({ type: "attach", parts }, { type: "focusInput" });
    }),
    register("aiChatLocal.stop", () => views.stop()),
  ];
}
