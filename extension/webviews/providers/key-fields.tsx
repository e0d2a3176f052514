import { useId } from "react";
import type { Draft, KeyFrom } from "./draft.js";
import { TextField } from "../shared/form-fields.js";

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
    ...(hasKey ? ([["stored", "Keep the one that is set"]] as [KeyFrom, string][]) : []),
    ["key", hasKey ? "Another key" : "A key"],
    ["variable", "From an environment variable"],
    ["none", "None"],
  ];
  return (
    <fieldset className="field">
      <legend>API key</legend>
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
          label="Key"
          type="password"
          value={draft.key}
          problem={problem}
          hint="Stored encrypted on this machine; never shown again."
          onChange={(key) => onChange({ key })}
        />
      )}
      {draft.keyFrom === "variable" && (
        <TextField
          label="Name of the variable"
          value={draft.variable}
          problem={problem}
          placeholder="MY_API_KEY"
          hint="Read at each use and never stored. VS Code must have been started with it."
          onChange={(variable) => onChange({ variable })}
        />
      )}
    </fieldset>
  );
}
