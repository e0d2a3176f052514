import * as vscode from "vscode";
import { language } from "../../infrastructure/l10n.js";
import type { Sidecar } from "../../sidecar/index.js";

interface ChatItem extends vscode.QuickPickItem {
  chat?: PickedChat;
}

export interface PickedChat {
  chatId: string;
  title: string;
}

const mostListed = 200;

/** Lets the user choose a chat; the one that was shown last comes first. */
export async function pickChat(sidecar: Sidecar, title: string, lastChat: string | undefined): Promise<PickedChat | undefined> {
  const items = sidecar.request("chat/list", { limit: mostListed }).then(({ chats }): ChatItem[] => {
    const found = chats.map((chat): ChatItem => ({
      label: chat.title === "" ? vscode.l10n.t("Untitled") : chat.title,
      description: new Date(chat.updatedAt).toLocaleString(language),
      chat,
    }));
    if (found.length === 0) return [{ label: vscode.l10n.t("There are no chats yet"), alwaysShow: true }];
    return found.sort((a, b) => Number(b.chat?.chatId === lastChat) - Number(a.chat?.chatId === lastChat));
  });
  const picked = await vscode.window.showQuickPick(items, { title, placeHolder: vscode.l10n.t("Choose a chat") });
  return picked?.chat;
}
