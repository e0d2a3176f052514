import { useState } from "react";
import type { NetworkStatus } from "../../../shared-protocol/generated/protocol.js";
import type { ViewError } from "../../src/features/providers/messages.js";
import { isSilence } from "./draft.js";
import { ErrorNote } from "../shared/error-note.js";
import { FileField } from "./file-field.js";
import { TextField } from "../shared/form-fields.js";
import { t } from "../shared/l10n.js";

export interface NetworkDraft {
  caFile: string;
  silenceLimit: string;
}

export const networkDraft = ({ caFile, silenceLimitSeconds }: NetworkStatus): NetworkDraft => ({
  caFile: caFile ?? "",
  silenceLimit: silenceLimitSeconds === undefined ? "" : String(silenceLimitSeconds),
});

export const toNetwork = ({ caFile, silenceLimit }: NetworkDraft) => ({ caFile: caFile.trim(), silenceLimitSeconds: Number(silenceLimit) });

interface Props {
  status: NetworkStatus;
  draft: NetworkDraft;
  refused: ViewError | undefined;
  onChange: (draft: NetworkDraft) => void;
  onPick: () => void;
  onSave: () => void;
}

/** What holds for the connections of all providers. */
export function Network({ status, draft, refused, onChange, onPick, onSave }: Props) {
  const [tried, setTried] = useState(false);
  const saved = networkDraft(status);
  const changed = saved.caFile !== draft.caFile || saved.silenceLimit !== draft.silenceLimit;
  const wrong = isSilence(draft.silenceLimit, 1) ? undefined : t("A number of seconds, {0} to {1}, or nothing.", 1, 86400);
  const trusted = status.authorities?.map(({ subject }) => subject).join(", ");
  return (
    <form
      className="card"
      aria-label={t("Network")}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (wrong === undefined) onSave();
      }}
    >
      <h2>{t("Network")}</h2>
      <div className="fields">
        <FileField
          label={t("File with certificate authorities")}
          value={draft.caFile}
          hint={
            trusted === undefined ? t("PEM. They are trusted beside those of the system, by every provider.") : t("Trusted: {0}.", trusted)
          }
          onChange={(caFile) => onChange({ ...draft, caFile })}
          onPick={onPick}
        />
        <TextField
          label={t("Longest silence in seconds")}
          value={draft.silenceLimit}
          problem={tried ? wrong : undefined}
          placeholder={t("As long as it takes")}
          hint={t("A request is given up when its server sends nothing for this long.")}
          onChange={(silenceLimit) => onChange({ ...draft, silenceLimit })}
        />
      </div>
      {status.problem && <ErrorNote error={{ message: status.problem.message, data: status.problem.error }} />}
      {refused && <ErrorNote error={refused} />}
      <div className="buttons">
        <button type="submit" className="button" disabled={!changed}>
          {t("Save network settings")}
        </button>
      </div>
    </form>
  );
}
