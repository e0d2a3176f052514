import type { TextgenMode, TextgenSettings } from "../../../shared-protocol/generated/protocol.js";

/** What is set for Text Generation WebUI, as it was typed; empty: left to the server. */
export type TextgenDraft = { [K in Exclude<keyof TextgenSettings, "mode">]-?: string } & { mode: "" | TextgenMode };

const none: TextgenDraft = {
  ...{ mode: "", character: "", instructionTemplate: "", userName: "", botName: "" },
  ...{ context: "", greeting: "", chatInstructCommand: "", samplerPreset: "" },
};

export const textgenDraft = (set: TextgenSettings | undefined): TextgenDraft => ({ ...none, ...set });

export const isTextgenSet = (draft: TextgenDraft): boolean => Object.values(draft).some((value) => value !== "");

/** The fields that a mode uses: what it does not use is refused by the sidecar, so it is neither shown nor sent. */
export const usesCharacter = ({ mode }: TextgenDraft): boolean => mode === "chat" || mode === "chatInstruct";
export const usesTemplate = ({ mode }: TextgenDraft): boolean => mode !== "chat";
export const usesInstruction = ({ mode }: TextgenDraft): boolean => mode === "chatInstruct";

const characterFields = ["character", "userName", "botName", "context", "greeting"] as const;

export function textgenTo(draft: TextgenDraft): { textgen?: TextgenSettings } {
  const names = [
    ...(usesCharacter(draft) ? characterFields : []),
    ...(usesTemplate(draft) ? (["instructionTemplate"] as const) : []),
    ...(usesInstruction(draft) ? (["chatInstructCommand"] as const) : []),
    "samplerPreset" as const,
  ];
  const set: TextgenSettings = draft.mode === "" ? {} : { mode: draft.mode };
  for (const name of names) if (draft[name].trim() !== "") set[name] = draft[name].trim();
  return Object.keys(set).length === 0 ? {} : { textgen: set };
}
