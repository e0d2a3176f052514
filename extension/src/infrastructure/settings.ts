import { homedir } from "node:os";
import path from "node:path";
import * as vscode from "vscode";

/** The data directory that the user set; undefined leaves it to the sidecar. */
export function dataDirectory(): string | undefined {
  const value = vscode.workspace.getConfiguration("aiChatLocal").get<string>("dataDirectory", "").trim();
  if (value === "") return undefined;
  return value === "~" || value.startsWith("~/") ? path.join(homedir(), value.slice(1)) : value;
}

/** Whether a model on this machine may name new chats. */
export function namesChats(): boolean {
  return vscode.workspace.getConfiguration("aiChatLocal").get<boolean>("nameChats", true);
}
