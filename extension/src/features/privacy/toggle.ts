import * as vscode from "vscode";
import type { PrivacyStatus } from "../../../../shared-protocol/generated/protocol.js";
import type { LocalOnly } from "./local-only.js";

/** Turns Local only and says what that means here. */
export async function toggleLocalOnly(localOnly: LocalOnly): Promise<void> {
  const before = await localOnly.read();
  const now = await localOnly.turn(!before.localOnly);
  const show = vscode.l10n.t("Show What Left");
  const picked = await vscode.window.showInformationMessage(describe(now), show);
  if (picked === show) await vscode.commands.executeCommand("aiChatLocal.showLedger");
}

function describe({ localOnly, outsideProviders }: PrivacyStatus): string {
  const names = outsideProviders.join(", ");
  if (!localOnly) return vscode.l10n.t("Local only is off. Servers outside of this machine can be asked again.");
  if (names === "") return vscode.l10n.t("Local only is on. Whatever is not this machine is refused.");
  return vscode.l10n.t("Local only is on. Whatever is not this machine is refused; that is: {0}.", names);
}
