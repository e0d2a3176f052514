import * as vscode from "vscode";
import { chatViewId } from "./contributed.js";

/** The containers of package.json, as VS Code names them. */
const containers = {
  sideBar: "workbench.view.extension.aiChatLocal",
  secondarySideBar: "workbench.view.extension.aiChatLocalSecondary",
};

/** VS Code knows containers of extensions in the secondary side bar from here on. */
const firstMinor = 106;

/** Moves the chat view; where VS Code is too old to be told where to, it asks the user. */
export async function moveChat(to: keyof typeof containers): Promise<void> {
  const [major = 0, minor = 0] = vscode.version.split(".").map(Number);
  await vscode.commands.executeCommand(`${chatViewId}.focus`);
  if (major > 1 || minor >= firstMinor) {
    await vscode.commands.executeCommand("vscode.moveViews", { viewIds: [chatViewId], destinationId: containers[to] });
    await vscode.commands.executeCommand(`${chatViewId}.focus`);
  } else await vscode.commands.executeCommand("workbench.action.moveFocusedView");
}
