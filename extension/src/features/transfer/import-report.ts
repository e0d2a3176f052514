import type { ChatImportResult } from "../../../../shared-protocol/generated/protocol.js";
import { joined, plural, t } from "../../infrastructure/l10n.js";

const mostRows = 500;

export interface ImportTotals {
  newChats: number;
  extendedChats: number;
  knownChats: number;
  newMessages: number;
}

export function totals({ sources }: ChatImportResult): ImportTotals {
  const sum = (of: (source: ChatImportResult["sources"][number]) => number): number => sources.reduce((all, source) => all + of(source), 0);
  return {
    newChats: sum(({ newChats }) => newChats),
    extendedChats: sum(({ extendedChats }) => extendedChats),
    knownChats: sum(({ knownChats }) => knownChats),
    newMessages: sum(({ newMessages }) => newMessages),
  };
}

/**
 * Numbers in words. Of what is zero nothing is said.
 * @param counts of each the forms that `plural` takes, and the number
 */
export const counted = (...counts: (readonly [forms: string, count: number])[]): string =>
  joined(counts.filter(([, count]) => count > 0).map(([forms, count]) => plural(forms, count)));

export const reportTitle = (isPreview: boolean): string => (isPreview ? t("What an import would add") : t("Import report"));

/** What an import did, or would do, as a document to read. */
export function importReport(file: string, result: ChatImportResult, isPreview: boolean): string {
  const { chats, failures, failureCount, ignoredFiles, isCancelled, sources } = result;
  const lines = [`# ${reportTitle(isPreview)}`, "", code(file), ""];
  if (isCancelled) lines.push(t("It was stopped before its end. What it had added stays; importing again goes on."), "");
  lines.push(
    `| ${t("From")} | ${t("New chats")} | ${t("Extended")} | ${t("Here already")} | ${t("New messages")} |`,
    "|---|--:|--:|--:|--:|",
    ...sources.map(
      (from) => `| ${cell(from.name)} | ${from.newChats} | ${from.extendedChats} | ${from.knownChats} | ${from.newMessages} |`,
    ),
    "",
  );
  if (failureCount > 0) {
    lines.push(`## ${t("Not read")}`, "", `| ${t("File")} | ${t("What")} | ${t("Why")} | ${t("Rest")} |`, "|---|---|---|---|");
    lines.push(
      ...failures
        .slice(0, mostRows)
        .map(
          ({ file: of, item, why, isPartial }) =>
            `| ${cell(of)} | ${cell(item)} | ${cell(why)} | ${isPartial ? t("read") : t("not read")} |`,
        ),
      "",
    );
    if (failureCount > mostRows) lines.push(t("… and {0} more.", failureCount - Math.min(mostRows, failures.length)), "");
  }
  const changed = chats.filter(({ outcome }) => outcome !== "known");
  if (changed.length > 0) {
    lines.push(`## ${t("Chats")}`, "", `| ${t("Title")} | ${t("From")} | ${t("New messages")} | ${t("State")} |`, "|---|---|--:|---|");
    lines.push(
      ...changed
        .slice(0, mostRows)
        .map(
          ({ title, source, newMessages, outcome }) =>
            `| ${cell(title)} | ${cell(source)} | ${newMessages} | ${outcome === "new" ? t("new") : t("extended")} |`,
        ),
      "",
    );
    const all = totals(result);
    const more = all.newChats + all.extendedChats - Math.min(mostRows, changed.length);
    if (more > 0) lines.push(t("… and {0} more.", more), "");
  }
  if (ignoredFiles.length > 0)
    lines.push(`## ${t("Files without chats")}`, "", ...ignoredFiles.slice(0, mostRows).map((name) => `- ${code(name)}`), "");
  return lines.join("\n");
}

function cell(text: string): string {
  return text.replace(/\s+/g, " ").replace(/[\\|`*_<>[\]&~$]/g, "\\$&");
}

function code(text: string): string {
  return `\`${text.replace(/[\s`]+/g, " ")}\``;
}
