import * as vscode from "vscode";
import type { CommandKey } from "./messages.js";

interface Manifest {
  contributes: {
    commands: { command: string; title: string }[];
    keybindings: { command: string; key: string; mac?: string; when?: string }[];
  };
}

/** The keys that the extension comes with. Those that a user chose instead are told to no extension. */
export function commandKeys({ contributes: { commands, keybindings } }: Manifest): CommandKey[] {
  return keybindings.map(({ command, key, mac = key, when = "" }) => ({
    does: commands.find((each) => each.command === command)?.title ?? command,
    key,
    mac,
    inEditor: /\beditor/.test(when),
  }));
}

export const ownCommandKeys = (extension: vscode.Extension<unknown>): CommandKey[] => commandKeys(extension.packageJSON as Manifest);

/** VS Code's own editor of keys, with those of the extension. */
export async function changeKeys(extensionId: string): Promise<void> {
  await vscode.commands.executeCommand("workbench.action.openGlobalKeybindings", `@ext:${extensionId}`);
}
