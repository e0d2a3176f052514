import type { OwnSettings } from "../../../src/features/chat/messages.js";
import {
  emptyGeneration,
  generationDraft,
  generationOptions,
  generationProblems,
  longestText,
  optionsSummary,
  tooLong,
  type GenerationDraft,
} from "../../shared/generation-draft.js";
import { t } from "../../shared/l10n.js";

/** How a chat asks, as it is being written. */
export interface SettingsDraft extends GenerationDraft {
  systemPrompt: string;
  /** Empty: the one that the model is in. */
  preset: string;
}

export const emptyDraft: SettingsDraft = { systemPrompt: "", preset: "", ...emptyGeneration };

export const draftOf = ({ systemPrompt = "", preset = "", options }: OwnSettings = {}): SettingsDraft => ({
  systemPrompt,
  preset,
  ...generationDraft(options),
});

export function problems(draft: SettingsDraft): Record<string, string> {
  const found = generationProblems(draft);
  if (draft.systemPrompt.length > longestText) found["systemPrompt"] = tooLong;
  return found;
}

export function toSettings(draft: SettingsDraft): OwnSettings {
  const options = generationOptions(draft);
  const systemPrompt = draft.systemPrompt.trim();
  return {
    ...(systemPrompt === "" ? {} : { systemPrompt }),
    ...(draft.preset === "" ? {} : { preset: draft.preset }),
    ...(Object.keys(options).length === 0 ? {} : { options }),
  };
}

/** What a chat has of its own, in a line. */
export const settingsSummary = ({ systemPrompt, preset, options }: OwnSettings): string =>
  [systemPrompt === undefined ? "" : t("System prompt"), preset === undefined ? "" : t("Preset {0}", preset), optionsSummary(options)]
    .filter((words) => words !== "")
    .join(" · ");
