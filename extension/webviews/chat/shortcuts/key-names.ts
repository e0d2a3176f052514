import { t } from "../../shared/l10n.js";

export const isMac = (): boolean => navigator.userAgent.includes("Mac");

const names: Readonly<Record<string, string>> = {
  ArrowUp: "↑",
  ArrowDown: "↓",
  Escape: "Esc",
  escape: "Esc",
  Delete: t("Del"),
  Enter: t("Enter"),
  enter: t("Enter"),
};
const modifiers: Readonly<Record<string, readonly [string, string]>> = {
  Mod: [t("Ctrl"), "⌘"],
  ctrl: [t("Ctrl"), "⌃"],
  cmd: [t("Ctrl"), "⌘"],
  alt: ["Alt", "⌥"],
  Shift: [t("Shift"), "⇧"],
  shift: [t("Shift"), "⇧"],
};

/**
 * Keys as they are printed on the keyboard: `Mod+f` is Ctrl+F, or ⌘F on a Mac. VS Code's `ctrl+alt+; c` are two strokes, one after the other.
 * @returns one for each stroke
 */
export function keyNames(keys: string, mac: boolean): string[] {
  return keys.split(" ").map((stroke) =>
    stroke
      .split(/\+(?=.)/)
      .map((key) => modifiers[key]?.[mac ? 1 : 0] ?? names[key] ?? (key.length === 1 ? key.toUpperCase() : key))
      .join(mac ? "" : "+"),
  );
}
