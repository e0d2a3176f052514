import { t } from "../../shared/l10n.js";

/** Keys that do the same, in the words of `KeyboardEvent.key`; `Mod` is Ctrl, or Cmd on a Mac. */
export interface Shortcut {
  keys: readonly string[];
  does: string;
}

export interface ShortcutGroup {
  title: string;
  shortcuts: readonly Shortcut[];
}

/** Every key that the view takes. A test compares it with the code. */
export const viewKeys = {
  view: {
    title: t("In the chat view"),
    shortcuts: [
      { keys: ["Mod+f"], does: t("Find in the chat") },
      { keys: ["Escape"], does: t("Stop the answer") },
      { keys: ["?"], does: t("Show these keys, outside of a text field") },
    ],
  },
  question: {
    title: t("While you write a question"),
    shortcuts: [
      { keys: ["Enter"], does: t("Send") },
      { keys: ["Shift+Enter"], does: t("Start a new line") },
      { keys: ["ArrowUp"], does: t("Bring the last question back, where nothing is written") },
      { keys: ["@"], does: t("Attach something") },
      { keys: ["/"], does: t("Run a prompt") },
    ],
  },
  suggestions: {
    title: t("In the list of what @ and / found"),
    shortcuts: [
      { keys: ["ArrowUp", "ArrowDown"], does: t("Move") },
      { keys: ["Enter", "Tab"], does: t("Take it") },
      { keys: ["Escape"], does: t("Close the list") },
    ],
  },
  queue: {
    title: t("In the queue of questions"),
    shortcuts: [
      { keys: ["Alt+ArrowUp", "Alt+ArrowDown"], does: t("Move the question") },
      { keys: ["Enter"], does: t("Edit the question in the composer") },
      { keys: ["Delete"], does: t("Remove the question") },
    ],
  },
  columns: {
    title: t("Between answers side by side, on Keep this answer"),
    shortcuts: [{ keys: ["ArrowLeft", "ArrowRight"], does: t("To the answer before or after") }],
  },
  messages: {
    title: t("In messages"),
    shortcuts: [
      { keys: ["ArrowUp", "PageUp", "Home"], does: t("Read further up; new text does not move it") },
      { keys: ["Enter"], does: t("Open a link; ask an edited question again") },
      { keys: ["Shift+Enter"], does: t("Start a new line in an edited question") },
      { keys: ["Escape"], does: t("Leave an edited question as it was") },
    ],
  },
  find: {
    title: t("While you look for something in the chat"),
    shortcuts: [
      { keys: ["Enter"], does: t("To the place before") },
      { keys: ["Shift+Enter"], does: t("To the next place") },
      { keys: ["Escape"], does: t("End the search") },
    ],
  },
  list: {
    title: t("In the list of chats"),
    shortcuts: [
      { keys: ["ArrowUp", "ArrowDown"], does: t("Move") },
      { keys: ["Enter"], does: t("Open the chat; keep its new name") },
      { keys: ["F2"], does: t("Rename the chat") },
      { keys: ["Delete"], does: t("Delete the chat, with a while to take it back") },
      { keys: ["Escape"], does: t("Back to the chat; leave the name as it was") },
    ],
  },
  menus: {
    title: t("In menus and in the list of models"),
    shortcuts: [
      { keys: ["ArrowUp", "ArrowDown", "Home", "End"], does: t("Move") },
      { keys: ["Enter"], does: t("Choose") },
      { keys: ["Escape"], does: t("Close") },
    ],
  },
  pages: {
    title: t("In the settings of a chat, and here"),
    shortcuts: [{ keys: ["Escape"], does: t("Back to the chat; what was changed is kept") }],
  },
} satisfies Record<string, ShortcutGroup>;
