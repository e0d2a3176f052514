import type { ModelInfo, Preset } from "../../../../shared-protocol/generated/protocol.js";
import { thinkingLabels } from "../../shared/generation-draft.js";
import type { Inherited, InheritedKey } from "../../shared/generation-fields.js";
import { t } from "../../shared/l10n.js";
import { formatCount } from "../shell/format.js";

/** The preset that holds for a chat: the one that it names, else the one that its model is in. */
export const presetOf = (presets: readonly Preset[] | undefined, name: string, model: string | undefined): Preset | undefined =>
  presets?.find((preset) =>
    name === "" ? model !== undefined && preset.models.includes(model) : preset.name.toLowerCase() === name.toLowerCase(),
  );

/** What applies where a chat says nothing: the preset's word, else what is known of the model now. */
export function inheritedOf(key: InheritedKey, preset: Preset | undefined, model: ModelInfo | undefined): Inherited | undefined {
  const { thinking, ...options } = preset?.options ?? {};
  const value = key === "thinking" ? thinking && thinkingLabels[thinking] : options[key];
  if (preset !== undefined && value !== undefined)
    return { value: typeof value === "object" ? value.join(", ") : String(value), from: t("Preset “{0}”", preset.name) };
  if (key === "contextLength" && model?.contextLength !== undefined)
    return { value: formatCount(model.contextLength), from: t("Of the model now") };
  if (key === "maxTokens" && model?.maxOutputTokens !== undefined) return { value: formatCount(model.maxOutputTokens), from: t("At most") };
  return undefined;
}
