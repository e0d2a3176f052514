import { useState } from "react";
import { Field, SelectField, TextField } from "../shared/form-fields.js";
import { isTextgenSet, usesCharacter, usesInstruction, usesTemplate, type TextgenDraft } from "./textgen-draft.js";
import { t } from "../shared/l10n.js";

const modes = [
  { value: "", label: t("Instruct (its default)") },
  { value: "chat", label: t("Chat: as a character") },
  { value: "chatInstruct", label: t("Chat-instruct: as a character, by an instruction") },
] as const;

/** What Text Generation WebUI makes of a question: folded, unless something of it is set. */
export function TextgenFields({ draft, onChange }: { draft: TextgenDraft; onChange: (draft: TextgenDraft) => void }) {
  const [open, setOpen] = useState(isTextgenSet(draft));
  const text = (name: keyof TextgenDraft, label: string, hint?: string) => (
    <TextField
      label={label}
      value={draft[name]}
      {...(hint === undefined ? {} : { hint })}
      onChange={(value) => onChange({ ...draft, [name]: value })}
    />
  );
  const longText = (name: keyof TextgenDraft, label: string, hint?: string) => (
    <Field label={label} hint={hint}>
      {(ids) => <textarea {...ids} rows={3} value={draft[name]} onChange={(event) => onChange({ ...draft, [name]: event.target.value })} />}
    </Field>
  );
  return (
    <div className="advanced">
      <button type="button" className="fold" aria-expanded={open} onClick={() => setOpen(!open)}>
        <span className={`codicon codicon-chevron-${open ? "down" : "right"}`} aria-hidden="true" />
        {t("Text Generation WebUI")}
      </button>
      {open && (
        <div className="fields">
          <SelectField
            label={t("Mode")}
            value={draft.mode === "instruct" ? "" : draft.mode}
            options={modes}
            hint={t("For textgen alone: other servers ignore these fields or refuse them.")}
            onChange={(mode) => onChange({ ...draft, mode })}
          />
          {usesCharacter(draft) && (
            <>
              {text("character", t("Character"), t("A file of the server, without its ending, e.g. Assistant."))}
              {text("userName", t("Your name"), t("What the character calls you."))}
              {text("botName", t("Name of the character"), t("In place of its own."))}
              {longText("context", t("Description of the character"), t("In place of its own."))}
              {longText("greeting", t("First words of the character"), t("In place of its own."))}
            </>
          )}
          {usesTemplate(draft) &&
            text("instructionTemplate", t("Instruction template"), t("In place of the model's own; a file of the server."))}
          {usesInstruction(draft) &&
            longText("chatInstructCommand", t("Instruction"), t("<|character|> and <|prompt|> in it are filled in by the server."))}
          {text("samplerPreset", t("Sampler preset"), t("How tokens are chosen; options of a question win over it."))}
        </div>
      )}
    </div>
  );
}
