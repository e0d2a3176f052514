import type { LedgerEntry } from "../../../../shared-protocol/generated/protocol.js";

/** What the ledger view asks of the extension host. */
export type ToHost = { type: "list"; everything: boolean; before?: string } | { type: "toggleLocalOnly" };

/** What the extension host tells the ledger view. */
export type ToView =
  | { type: "entries"; everything: boolean; entries: LedgerEntry[]; hasMore: boolean; append: boolean }
  | { type: "localOnly"; on: boolean }
  | { type: "failed"; message: string };

/** Accepts a message of the webview, or returns undefined. */
export function readToHost(value: unknown): ToHost | undefined {
  if (typeof value !== "object" || value === null || !("type" in value)) return undefined;
  if (value.type === "toggleLocalOnly") return { type: "toggleLocalOnly" };
  if (value.type !== "list" || !("everything" in value) || typeof value.everything !== "boolean") return undefined;
  const before = "before" in value ? value.before : undefined;
  if (before === undefined) return { type: "list", everything: value.everything };
  return typeof before === "string" && before.length <= 64 ? { type: "list", everything: value.everything, before } : undefined;
}
