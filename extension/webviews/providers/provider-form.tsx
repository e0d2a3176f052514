import { useState, type KeyboardEvent, type SubmitEvent } from "react";
import type { ProviderInfo, ProviderKindInfo } from "../../../shared-protocol/generated/protocol.js";
import type { PickedFile } from "../../src/features/providers/messages.js";
import { AdvancedFields } from "./advanced-fields.js";
import { asksVendor, changeKind, isElsewhere, problems, type Draft, takesAdminKey } from "./draft.js";
import { ErrorNote } from "../shared/error-note.js";
import { SelectField, TextField } from "../shared/form-fields.js";
import { KeyFields } from "./key-fields.js";
import { RouteFields } from "./route-fields.js";
import type { Form } from "./state.js";
import { TextgenFields } from "./textgen-fields.js";
import { t } from "../shared/l10n.js";

interface Props {
  form: Form;
  /** The provider that is changed; undefined: a new one. */
  before: ProviderInfo | undefined;
  kinds: readonly ProviderKindInfo[];
  /** Names of the other providers. */
  taken: readonly string[];
  onChange: (draft: Draft) => void;
  onSave: () => void;
  onCancel: () => void;
  onPick: (field: PickedFile) => void;
}

/** Asks what a provider of the chosen kind needs, and no more. */
export function ProviderForm({ form: { draft, saving, refused }, before, kinds, taken, onChange, onSave, onCancel, onPick }: Props) {
  // What is wrong is said once it was tried, not while it is being typed.
  const [tried, setTried] = useState(false);
  const kind = kinds.find((each) => each.kind === draft.kind);
  if (!kind) return null;
  const wrong = tried ? problems(draft) : {};
  const change = (part: Partial<Draft>) => onChange({ ...draft, ...part });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    setTried(true);
    if (Object.keys(problems(draft)).length === 0) onSave();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Escape" && !event.nativeEvent.isComposing) onCancel();
  };
  const title = before ? t("Edit {0}", before.name) : t("Add a provider");
  const adminKey = !takesAdminKey(draft, kind) ? undefined : before?.hasAdminKey === true ? "stored" : "none";
  const moved = before && draft.keyFrom === "stored" && draft.baseUrl.trim() !== before.baseUrl && isElsewhere(draft.baseUrl);
  return (
    <form className="card provider-form" aria-label={title} onSubmit={submit} onKeyDown={onKeyDown} noValidate>
      <h2>{title}</h2>
      <div className="fields">
        {!before && (
          <SelectField
            label={t("Kind")}
            autoFocus
            value={draft.kind}
            options={kinds.map((each) => ({ value: each.kind, label: each.displayName }))}
            hint={kind.description}
            onChange={(to) => {
              const next = kinds.find((each) => each.kind === to);
              if (next) onChange(changeKind(draft, kind, next, "", taken));
            }}
          />
        )}
        {!before && asksVendor(kind) && (
          <SelectField
            label={t("Vendor")}
            value={draft.preset}
            options={[
              { value: "", label: t("Another server") },
              ...kind.presets.map((preset) => ({ value: preset.id, label: preset.displayName })),
            ]}
            onChange={(preset) => onChange(changeKind(draft, kind, kind, preset, taken))}
          />
        )}
        <TextField
          label={t("Name")}
          autoFocus={before !== undefined}
          value={draft.name}
          hint={nameHint(draft.name.trim(), before)}
          onChange={(name) => change({ name })}
        />
        {kind.takesBaseUrl && (
          <TextField
            label={t("Base URL")}
            value={draft.baseUrl}
            problem={wrong.baseUrl}
            placeholder={kind.defaultBaseUrl ?? "http://127.0.0.1:8080/v1"}
            hint={
              isElsewhere(draft.baseUrl) ? (
                <span className="where where-cloud">
                  <span className="codicon codicon-cloud" aria-hidden="true" /> {t("What you ask leaves this machine.")}
                </span>
              ) : undefined
            }
            onChange={(baseUrl) => change({ baseUrl })}
          />
        )}
        {kind.takesApiKey && <KeyFields draft={draft} hasKey={before?.hasApiKey === true} problem={wrong.key} onChange={change} />}
        {moved && <p className="quiet">{t("The key that is set will be sent to the new address.")}</p>}
        {kind.takesRequestSettings && <AdvancedFields draft={draft} bodyProblem={wrong.extraBody} adminKey={adminKey} onChange={change} />}
        {kind.takesRequestSettings && draft.preset === "" && (
          <TextgenFields draft={draft.textgen} onChange={(textgen) => change({ textgen })} />
        )}
        {kind.takesBaseUrl && <RouteFields draft={draft} silenceProblem={wrong.silenceLimit} onChange={change} onPick={onPick} />}
      </div>
      {refused && <ErrorNote error={refused} />}
      <div className="buttons">
        <button type="submit" className="button" disabled={saving}>
          {before ? t("Save") : t("Add provider")}
        </button>
        <button type="button" className="button secondary" onClick={onCancel}>
          {t("Cancel")}
        </button>
      </div>
    </form>
  );
}

function nameHint(name: string, before: ProviderInfo | undefined): string {
  if (!before || name === before.name) return t("The first part of its models' names: {0}/model.", name === "" ? t("name") : name);
  return t("Its models will be called {0}/… The default model follows; chats that name {1}/… ask for another model.", name, before.name);
}
