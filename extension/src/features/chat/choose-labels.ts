import * as vscode from "vscode";

type Choice = vscode.QuickPickItem & { value?: string };

/** Lets the user choose a folder or type a new one; "" takes the chat out of its folder, undefined: called off. */
export async function chooseFolder(folders: readonly string[], current: string | undefined): Promise<string | undefined> {
  const none = vscode.l10n.t("No folder");
  const known: Choice[] = folders.map((name) => ({
    label: name,
    iconPath: new vscode.ThemeIcon("folder"),
    value: name,
    ...(name === current ? { description: vscode.l10n.t("current") } : {}),
  }));
  const items: Choice[] = [...known, { label: none, iconPath: new vscode.ThemeIcon("circle-slash"), value: "" }];
  const chosen = await choose(items, vscode.l10n.t("Choose a folder, or type the name of a new one"), (typed) =>
    vscode.l10n.t("New folder: {0}", typed),
  );
  return chosen?.[0]?.value;
}

/** Lets the user choose tags and type new ones; undefined: called off. */
export async function chooseTags(tags: readonly string[], current: readonly string[]): Promise<string[] | undefined> {
  const all = [...new Set([...current, ...tags])];
  const items: Choice[] = all.map((name) => ({ label: name, iconPath: new vscode.ThemeIcon("tag"), value: name }));
  const chosen = await choose(
    items,
    vscode.l10n.t("Choose tags, or type a new one"),
    (typed) => vscode.l10n.t("New tag: {0}", typed),
    items.filter(({ value }) => value !== undefined && current.includes(value)),
  );
  return chosen?.flatMap(({ value }) => (value === undefined || value === "" ? [] : [value]));
}

/** @param selected where several can be chosen: those that are */
function choose(
  items: readonly Choice[],
  placeholder: string,
  offer: (typed: string) => string,
  selected?: readonly Choice[],
): Promise<readonly Choice[] | undefined> {
  const pick = vscode.window.createQuickPick<Choice>();
  pick.placeholder = placeholder;
  pick.canSelectMany = selected !== undefined;
  pick.items = items;
  if (selected) pick.selectedItems = selected;
  pick.onDidChangeValue((text) => {
    const typed = text.trim();
    const isNew = typed !== "" && !items.some(({ label }) => label.toLowerCase() === typed.toLowerCase());
    const kept = pick.selectedItems;
    const fresh: Choice = { label: offer(typed), iconPath: new vscode.ThemeIcon("add"), value: typed, alwaysShow: true };
    pick.items = isNew ? [fresh, ...items, ...kept.filter((item) => !items.includes(item))] : items;
    if (selected) pick.selectedItems = isNew ? [fresh, ...kept.filter((item) => items.includes(item))] : kept;
  });
  return new Promise((resolve) => {
    pick.onDidAccept(() => {
      resolve(pick.selectedItems);
      pick.hide();
    });
    pick.onDidHide(() => {
      resolve(undefined);
      pick.dispose();
    });
    pick.show();
  });
}
