import type { Disposable } from "../../infrastructure/disposable.js";
import type { RegisterCommand } from "../../infrastructure/commands.js";
import type { ToView } from "./messages.js";
import type { ChatPlaces } from "./places.js";

/** @param places loads them with the first command that needs them */
export function registerChatCommands(register: RegisterCommand, places: () => Promise<ChatPlaces>): Disposable[] {
  const show = async (...messages: ToView[]): Promise<void> => (await places()).views.show(...messages);
  const inSideBar = async (...messages: ToView[]): Promise<void> => {
    const { views, panel } = await places();
    panel.use();
    await views.show(...messages);
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
    register("aiChatLocal.openChatInEditor", async () => {
      const { tabs, panel } = await places();
      tabs.open(panel.lastChat);
    }),
    register("aiChatLocal.newChatInEditor", async () => {
      (await places()).tabs.open(undefined);
    }),
    register("aiChatLocal.moveToSecondarySideBar", async () => (await import("./move-view.js")).moveChat("secondarySideBar")),
    register("aiChatLocal.moveToSideBar", async () => (await import("./move-view.js")).moveChat("sideBar")),
    register("aiChatLocal.askAboutSelection", async () => {
      const { captureSelection } = await import("./capture-selection.js");
      await show({ type: "attach", parts: [captureSelection()] }, { type: "focusInput" });
    }),
    register("aiChatLocal.attachPictures", async () => {
      const { pickPictures } = await import("./pick-pictures.js");
      const parts = await pickPictures();
      if (parts.length > 0) await show({ type: "attach", parts }, { type: "focusInput" });
    }),
    register("aiChatLocal.stop", async () => (await places()).views.stop()),
  ];
}
