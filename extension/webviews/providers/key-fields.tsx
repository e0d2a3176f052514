import { useId } from "react";
import type { Draft, KeyFrom } from "./draft.js";
import { TextField } from "../shared/form-fields.js";
import { t } from "../shared/l10n.js";

interface Props {
  draft: Draft;
  /** One is stored, or comes from a variable, already. */
  hasKey: boolean;
  problem: string | undefined;
  onChange: (part: Partial<Draft>) => void;
}

/** Where the API key comes from. One that is stored is never shown again. */
export function KeyFields({ draft, hasKey, problem, onChange }: Props) {
  const name = useId();
  const ways: [KeyFrom, string][] = [
    ...(hasKey ? ([["stored", t("Keep the one that is set")]] as [KeyFrom, string][]) : []),
    ["key", hasKey ? t("Another key") : t("A key")],
    ["variable", t("From an environment variable")],
    ["none", t("None")],
  ];
  return (
    <fieldset className="field">
      <legend>{t("API key")}</legend>
      <div className="choices">
        {ways.map(([way, label]) => (
          <label key={way}>
            <input type="radio" name={name} checked={draft.keyFrom === way} onChange={() => onChange({ keyFrom: way })} />
            {label}
          </label>
        ))}
      </div>
      {draft.keyFrom === "key" && (
        <TextField
          label={t("Key")}
          type="password"
          value={draft.key}
          problem={problem}
          hint={t("Stored encrypted on this machine; never shown again.")}
          onChange={(key) => onChange({ key })}
        />
      )}
      {draft.keyFrom === "variable" && (
        <TextField
          label={t("Name of the variable")}
          value={draft.variable}
          problem={problem}
          placeholder="MY_API_KEY"
          hint={t("Read at each use and never stored. VS Code must have been started with it.")}
          onChange={(variable) => onChange({ variable })}
        />
      )}
    </fieldset>
  );
}
