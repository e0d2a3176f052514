import { FormEnd } from "../../shared/form-end.js";
import { SelectField } from "../../shared/form-fields.js";
import { NumberFields, SchemaField, StopField, ThinkingField, type InheritedKey } from "../../shared/generation-fields.js";
import type { NumberKey } from "../../shared/generation-draft.js";
import { t } from "../../shared/l10n.js";
import { isKnownToLack } from "../../shared/models.js";
import { useCheckedSubmit } from "../../shared/use-checked-submit.js";
import { useActions, useView } from "../state/context.js";
import { ownSettings } from "../state/view-state.js";
import { draftOf, emptyDraft, problems, type SettingsDraft } from "./draft.js";
import { inheritedOf, presetOf } from "./inherited.js";
import { SystemPromptField } from "./system-prompt.js";

const usual: readonly NumberKey[] = ["temperature", "topP", "maxTokens", "contextLength", "seed"];
const rare: readonly NumberKey[] = [
  ...(["topK", "minP", "repeatPenalty", "frequencyPenalty", "presencePenalty"] as const),
  ...(["thinkingBudget", "keepAliveSeconds"] as const),
];

/** How the open chat asks its questions: what it says of its own, and what applies where it says nothing. */
export function SettingsPage() {
  const loading = useView(({ open }) => open.chatId !== undefined && open.summary === undefined);
  return (
    <main className="settings-page" aria-label={t("Chat settings")} aria-busy={loading}>
      {loading ? (
        <div className="settings-fields" aria-hidden="true">
          {[80, 200, 120].map((width) => (
            <span key={width} className="skeleton" style={{ width }} />
          ))}
        </div>
      ) : (
        <Settings />
      )}
    </main>
  );
}

function Settings() {
  const actions = useActions();
  const own = useView(ownSettings);
  const chatId = useView(({ open }) => open.chatId);
  const form = useView((state) => (state.form?.chatId === state.open.chatId ? state.form : undefined));
  const presets = useView((state) => state.presets);
  const prompts = useView((state) => state.prompts);
  const model = useView((state) => state.models?.find((each) => each.model === state.model));
  const draft = form?.draft ?? draftOf(own);
  const change = (part: Partial<SettingsDraft>) => actions.settings.change({ ...draft, ...part });
  // Escape leaves the page; what was changed is still there when it is opened again.
  const { wrong, onSubmit, onKeyDown } = useCheckedSubmit(
    problems(draft),
    () => actions.settings.save(draft),
    () => actions.showChat(),
  );
  const preset = presetOf(presets, draft.preset, model?.model);
  const generation = { draft, wrong, onChange: change, inherited: (key: InheritedKey) => inheritedOf(key, preset, model) };
  const isEmpty = JSON.stringify(draft) === JSON.stringify(emptyDraft);
  return (
    <form className="settings-form" aria-label={t("Chat settings")} onSubmit={onSubmit} onKeyDown={onKeyDown} noValidate>
      <div className="settings-fields fields">
        <p className="quiet">
          {chatId === undefined ? t("For the chat that begins with the next question.") : t("For this chat, from the next question on.")}{" "}
          {form && !form.saveId && t("Not saved yet.")}
        </p>
        <SystemPromptField
          value={draft.systemPrompt}
          problem={wrong["systemPrompt"]}
          inherited={preset?.systemPrompt && t("Preset “{0}”: {1}", preset.name, preset.systemPrompt.slice(0, 200))}
          prompts={prompts ?? []}
          onChange={(systemPrompt) => change({ systemPrompt })}
        />
        <PresetField draft={draft} byModel={presetOf(presets, "", model?.model)?.name} onChange={(name) => change({ preset: name })} />
        <ThinkingField
          {...generation}
          warning={
            model && draft.thinking !== "" && draft.thinking !== "off" && isKnownToLack(model, "thinking")
              ? t("Questions to {0} will be refused with it: no thinking there.", model.displayName)
              : undefined
          }
        />
        <NumberFields {...generation} keys={usual} />
        <StopField {...generation} />
        <details
          open={rare.some((key) => draft.numbers[key] || wrong[key]) || wrong["jsonSchema"] !== undefined || draft.jsonSchema !== ""}
        >
          <summary>{t("More")}</summary>
          <div className="fields">
            <NumberFields {...generation} keys={rare} />
            <SchemaField {...generation} />
          </div>
        </details>
      </div>
      <div className="settings-end">
        <FormEnd label={t("Save")} saving={form?.saveId !== undefined} refused={form?.refused} onCancel={() => actions.settings.cancel()}>
          {!isEmpty && (
            <button type="button" className="quiet-button" onClick={() => change(emptyDraft)}>
              {t("Reset all")}
            </button>
          )}
        </FormEnd>
      </div>
    </form>
  );
}

interface PresetProps {
  draft: SettingsDraft;
  /** The preset that the chosen model is in. */
  byModel: string | undefined;
  onChange: (name: string) => void;
}

function PresetField({ draft: { preset }, byModel, onChange }: PresetProps) {
  const presets = useView((state) => state.presets);
  const names = (presets ?? []).map(({ name }) => name);
  const isGone = presets !== undefined && preset !== "" && !names.includes(preset);
  const options = [
    { value: "", label: byModel === undefined ? t("None") : t("Of the model: {0}", byModel) },
    ...(names.includes(preset) || preset === "" ? names : [preset, ...names]).map((name) => ({ value: name, label: name })),
  ];
  return (
    <SelectField
      label={t("Preset")}
      value={preset}
      options={options}
      hint={t("A named way of asking. What is set here goes before it.")}
      problem={isGone ? t("There is no such preset any more. Choose another one.") : undefined}
      onReset={preset === "" ? undefined : () => onChange("")}
      onChange={onChange}
    />
  );
}
