import { useState } from "react";
import type { Draft } from "./draft.js";
import { Field, SelectField, TextField } from "../shared/form-fields.js";
import { t } from "../shared/l10n.js";

interface Props {
  draft: Draft;
  bodyProblem: string | undefined;
  /** Undefined: the server has no such thing. */
  adminKey: "none" | "stored" | undefined;
  onChange: (part: Partial<Draft>) => void;
}

const apis = [
  { value: "", label: t("What this server is made for") },
  { value: "chat", label: t("Chat completions") },
  { value: "responses", label: t("Responses") },
] as const;

/** A row of a list with one of its fields changed, or without the row. */
const replaced = <T,>(rows: readonly T[], at: number, row?: T): T[] =>
  rows.flatMap((each, index) => (index !== at ? [each] : row === undefined ? [] : [row]));

/** What most servers do not need: folded, unless something of it is set. */
export function AdvancedFields({ draft, bodyProblem, adminKey, onChange }: Props) {
  const isSet =
    adminKey === "stored" ||
    draft.api !== "" ||
    draft.headers.length + draft.query.length > 0 ||
    `${draft.extraBody}${draft.modelsPath}${draft.chatPath}` !== "";
  const [unfolded, setOpen] = useState(isSet);
  // What is wrong is never folded away.
  const open = unfolded || bodyProblem !== undefined;
  return (
    <div className="advanced">
      <button type="button" className="fold" aria-expanded={open} onClick={() => setOpen(!open)}>
        <span className={`codicon codicon-chevron-${open ? "down" : "right"}`} aria-hidden="true" />
        {t("Advanced")}
      </button>
      {open && (
        <div className="fields">
          <SelectField label={t("API")} value={draft.api} options={apis} onChange={(api) => onChange({ api })} />
          {adminKey !== undefined && <AdminKey draft={draft} isStored={adminKey === "stored"} onChange={onChange} />}
          <Headers draft={draft} onChange={onChange} />
          <Query draft={draft} onChange={onChange} />
          <TextField
            label={t("Path of the list of models")}
            value={draft.modelsPath}
            placeholder="/models"
            onChange={(modelsPath) => onChange({ modelsPath })}
          />
          <TextField
            label={t("Path of a question")}
            value={draft.chatPath}
            placeholder="/chat/completions"
            hint={t("{model} in it stands for the model.")}
            onChange={(chatPath) => onChange({ chatPath })}
          />
          <Field
            label={t("Extra fields of every question")}
            problem={bodyProblem}
            hint={t("A JSON object. A field that is null is taken out.")}
          >
            {(ids) => (
              <textarea
                {...ids}
                className="code-field"
                rows={4}
                spellCheck={false}
                placeholder='{"top_k": 20}'
                value={draft.extraBody}
                onChange={(event) => onChange({ extraBody: event.target.value })}
              />
            )}
          </Field>
        </div>
      )}
    </div>
  );
}

function AdminKey({ draft, isStored, onChange }: { draft: Draft; isStored: boolean; onChange: Props["onChange"] }) {
  return (
    <>
      <TextField
        label={t("Admin key")}
        type="password"
        value={draft.adminKey}
        placeholder={isStored && !draft.removeAdminKey ? t("Set; leave empty to keep it") : ""}
        hint={t(
          "Loads and unloads models where the server has a key of its own for that (textgen, LocalAI). Stored encrypted; never shown again.",
        )}
        onChange={(adminKey) => onChange({ adminKey })}
      />
      {isStored && (
        <label className="check">
          <input type="checkbox" checked={draft.removeAdminKey} onChange={({ target }) => onChange({ removeAdminKey: target.checked })} />
          {t("Forget the admin key")}
        </label>
      )}
    </>
  );
}

function Headers({ draft: { headers }, onChange }: Pick<Props, "draft" | "onChange">) {
  const set = (at: number, row?: Draft["headers"][number]) => onChange({ headers: replaced(headers, at, row) });
  return (
    <fieldset className="field">
      <legend>{t("Headers")}</legend>
      {headers.map((header, index) => (
        <div className="pair" key={index}>
          <input
            type="text"
            aria-label={t("Name of header {0}", index + 1)}
            placeholder={t("Name")}
            value={header.name}
            readOnly={header.stored}
            onChange={(event) => set(index, { ...header, name: event.target.value })}
          />
          <input
            type={header.isVariable ? "text" : "password"}
            autoComplete="off"
            aria-label={t("Value of header {0}", index + 1)}
            placeholder={header.isVariable ? t("Variable") : header.stored ? t("Stays as it is") : t("Value")}
            value={header.value}
            onChange={(event) => set(index, { ...header, value: event.target.value })}
          />
          <label>
            <input
              type="checkbox"
              aria-label={t("Header {0} from an environment variable", index + 1)}
              checked={header.isVariable}
              onChange={(event) => set(index, { ...header, isVariable: event.target.checked })}
            />
            {t("from variable")}
          </label>
          <RemoveRow label={t("Remove header {0}", index + 1)} onClick={() => set(index)} />
        </div>
      ))}
      <AddRow
        label={t("Add a header")}
        onClick={() => onChange({ headers: [...headers, { name: "", value: "", isVariable: false, stored: false }] })}
      />
    </fieldset>
  );
}

function Query({ draft: { query }, onChange }: Pick<Props, "draft" | "onChange">) {
  const set = (at: number, row?: Draft["query"][number]) => onChange({ query: replaced(query, at, row) });
  return (
    <fieldset className="field">
      <legend>{t("Query parameters")}</legend>
      {query.map((parameter, index) => (
        <div className="pair" key={index}>
          <input
            type="text"
            aria-label={t("Name of parameter {0}", index + 1)}
            placeholder={t("Name")}
            value={parameter.name}
            onChange={(event) => set(index, { ...parameter, name: event.target.value })}
          />
          <input
            type="text"
            aria-label={t("Value of parameter {0}", index + 1)}
            placeholder={t("Value")}
            value={parameter.value}
            onChange={(event) => set(index, { ...parameter, value: event.target.value })}
          />
          <RemoveRow label={t("Remove parameter {0}", index + 1)} onClick={() => set(index)} />
        </div>
      ))}
      <AddRow label={t("Add a parameter")} onClick={() => onChange({ query: [...query, { name: "", value: "" }] })} />
    </fieldset>
  );
}

function RemoveRow({ label, onClick }: { label: string; onClick: () => void }) {
  return (
    <button type="button" className="icon-button" title={label} aria-label={label} onClick={onClick}>
      <span className="codicon codicon-close" aria-hidden="true" />
    </button>
  );
}

function AddRow({ label, onClick }: { label: string; onClick: () => void }) {
  return (
    <button type="button" className="quiet-button" onClick={onClick}>
      <span className="codicon codicon-add" aria-hidden="true" /> {label}
    </button>
  );
}
