import type { ModelInfo, Preset, PresetsSaveParams } from "../../../shared-protocol/generated/protocol.js";
import {
  emptyGeneration,
  generationDraft,
  generationOptions,
  generationProblems,
  longestText,
  tooLong,
  type GenerationDraft,
} from "../shared/generation-draft.js";
import { t } from "../shared/l10n.js";
import { isKnownToLack } from "../shared/models.js";

/** A preset as it is being written. */
export interface Draft extends GenerationDraft {
  /** The name that it has; undefined: it is new. */
  before: string | undefined;
  name: string;
  systemPrompt: string;
  models: readonly string[];
  /** A model that was typed and not added yet. */
  typedModel: string;
}

export const newDraft: Draft = {
  before: undefined,
  name: "",
  systemPrompt: "",
  ...emptyGeneration,
  models: [],
  typedModel: "",
};

export const draftOf = ({ name, systemPrompt, models, options }: Preset): Draft => ({
  before: name,
  name,
  systemPrompt: systemPrompt ?? "",
  ...generationDraft(options),
  models,
  typedModel: "",
});

export const notModel = t("A model is named provider/model.");

/** Its server may be off: what is not listed now is taken as well. */
export const isModelName = (name: string, orNone = false): boolean => (orNone && name === "") || /^[^/\s]+\/\S.*$/.test(name);

/** What keeps a draft from being saved, by field. */
export function problems(draft: Draft): Readonly<Record<string, string>> {
  const { name, systemPrompt, typedModel } = draft;
  const found = generationProblems(draft);
  if (name.trim() === "" || name.trim().length > 64) found["name"] = t("A name has 1 to 64 characters.");
  if (systemPrompt.length > longestText) found["systemPrompt"] = tooLong;
  if (!isModelName(typedModel.trim(), true)) found["typedModel"] = notModel;
  return found;
}

export function toSave(draft: Draft): PresetsSaveParams {
  const { before, name, systemPrompt, models, typedModel } = draft;
  return {
    name: name.trim(),
    models: [...new Set([...models, ...(typedModel.trim() === "" ? [] : [typedModel.trim()])])],
    options: generationOptions(draft),
    ...(before !== undefined && { before }),
    ...(systemPrompt.trim() !== "" && { systemPrompt }),
  };
}

/** Those of the chosen models that are known not to think. */
export const thoughtless = (draft: Draft, models: readonly ModelInfo[]): string[] =>
  models.filter((each) => draft.models.includes(each.model) && isKnownToLack(each, "thinking")).map(({ displayName }) => displayName);
