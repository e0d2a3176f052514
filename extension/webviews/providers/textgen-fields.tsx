import { useState } from "react";
import { Field, SelectField, TextField } from "../shared/form-fields.js";
import { isTextgenSet, usesCharacter, usesInstruction, usesTemplate, type TextgenDraft } from "./textgen-draft.js";

const modes = [
  { value: "", label: "Instruct (its default)" },
  { value: "chat", label: "Chat: as a character" },
  { value: "chatInstruct", label: "Chat-instruct: as a character, by an instruction" },
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
        Text Generation WebUI
      </button>
      {open && (
        <div className="fields">
          <SelectField
            label="Mode"
            value={draft.mode === "instruct" ? "" : draft.mode}
            options={modes}
            hint="For textgen alone: other servers ignore these fields or refuse them."
            onChange={(mode) => onChange({ ...draft, mode })}
          />
          {usesCharacter(draft) && (
            <>
              {text("character", "Character", "A file of the server, without its ending, e.g. Assistant.")}
              {text("userName", "Your name", "What the character calls you.")}
              {text("botName", "Name of the character", "In place of its own.")}
              {longText("context", "Description of the character", "In place of its own.")}
              {longText("greeting", "First words of the character", "In place of its own.")}
            </>
          )}
          {usesTemplate(draft) && text("instructionTemplate", "Instruction template", "In place of the model's own; a file of the server.")}
          {usesInstruction(draft) &&
            longText("chatInstructCommand", "Instruction", "<|character|> and <|prompt|> in it are filled in by the server.")}
          {text("samplerPreset", "Sampler preset", "How tokens are chosen; options of a question win over it.")}
        </div>
      )}
    </div>
  );
}
