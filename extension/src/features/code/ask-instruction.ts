import * as vscode from "vscode";

const longestHistory = 30;

/** What was asked for before, the last first. It is in memory only: nothing of it is stored. */
const history: string[] = [];

/** Asks what is to be changed; earlier instructions are offered below what is typed. */
export async function askInstruction(title: string, value = ""): Promise<string | undefined> {
  const pick = vscode.window.createQuickPick();
  pick.title = title;
  pick.placeholder = vscode.l10n.t("What is to be changed? Enter asks the model, Escape leaves the code as it is");
  pick.ignoreFocusOut = true;
  pick.value = value;
  const offer = (): void => {
    const typed = pick.value.trim();
    const earlier = history.filter((each) => each !== typed && each.toLowerCase().includes(typed.toLowerCase()));
    pick.items = [
      ...(typed === "" ? [] : [{ label: typed, description: vscode.l10n.t("Edit"), alwaysShow: true }]),
      ...earlier.map((label) => ({ label, iconPath: new vscode.ThemeIcon("history"), alwaysShow: true })),
    ];
  };
  pick.onDidChangeValue(offer);
  offer();
  try {
    return await new Promise<string | undefined>((resolve) => {
      pick.onDidAccept(() => {
        const chosen = pick.activeItems[0]?.label ?? pick.value.trim();
        if (chosen !== "") resolve(remember(chosen));
      });
      pick.onDidHide(() => {
        resolve(undefined);
      });
      pick.show();
    });
  } finally {
    pick.dispose();
  }
}

function remember(instruction: string): string {
  const at = history.indexOf(instruction);
  if (at >= 0) history.splice(at, 1);
  history.unshift(instruction);
  history.splice(longestHistory);
  return instruction;
}
