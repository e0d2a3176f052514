import { t } from "../../shared/l10n.js";

export const whereWord = (leaves: boolean): string => (leaves ? t("cloud") : t("local"));

/** Where a model runs: always an icon and a word, never a colour alone. */
export function Where({ leaves }: { leaves: boolean }) {
  return (
    <span
      className={leaves ? "where where-cloud" : "where where-local"}
      title={leaves ? t("Text leaves this machine") : t("Text stays on this machine")}
    >
      <span className={`codicon codicon-${leaves ? "cloud" : "home"}`} aria-hidden="true" />
      {whereWord(leaves)}
    </span>
  );
}
