import { useEffect, useRef, useState } from "react";
import type { ModelInfo, Preset } from "../../../shared-protocol/generated/protocol.js";
import type { ViewError } from "../../src/features/presets/messages.js";
import { ErrorNote } from "../shared/error-note.js";
import { canChat } from "../shared/models.js";
import { draftOf, newDraft, toSave, type Draft } from "./draft.js";
import type { Host } from "./host.js";
import { PresetCard } from "./preset-card.js";
import { PresetForm } from "./preset-form.js";

interface Form {
  saveId: string;
  draft: Draft;
  saving: boolean;
  refused?: ViewError;
}

/** The named ways of asking, and the form to add or change one. */
export function PresetsView({ host }: { host: Host }) {
  const [presets, setPresets] = useState<readonly Preset[]>();
  const [models, setModels] = useState<readonly ModelInfo[]>([]);
  const [form, setForm] = useState<Form>();
  const [failure, setFailure] = useState<ViewError>();
  const addButton = useRef<HTMLButtonElement>(null);

  useEffect(() => {
    const stop = host.listen((message) => {
      switch (message.type) {
        case "presets":
          setPresets(message.presets);
          setFailure(undefined);
          break;
        case "models":
          setModels(message.models.filter(canChat));
          break;
        case "saved":
          setForm((open) => (open?.saveId === message.saveId ? undefined : open));
          requestAnimationFrame(() => addButton.current?.focus());
          break;
        case "refused":
          setForm((open) => (open?.saveId === message.saveId ? { ...open, saving: false, refused: message.error } : open));
          break;
        case "failed":
          setFailure(message.error);
          break;
      }
    });
    const read = () => host.post({ type: "read" });
    read();
    // Another window or the command line may have changed something.
    window.addEventListener("focus", read);
    return () => {
      stop();
      window.removeEventListener("focus", read);
    };
  }, [host]);

  const focusAdd = () => requestAnimationFrame(() => addButton.current?.focus());
  const open = (draft: Draft) => setForm({ saveId: crypto.randomUUID(), draft, saving: false });
  const close = () => {
    setForm(undefined);
    focusAdd();
  };
  const save = () => {
    if (!form) return;
    setForm({ saveId: form.saveId, draft: form.draft, saving: true });
    host.post({ type: "save", saveId: form.saveId, preset: toSave(form.draft) });
  };
  const remove = (name: string) => {
    host.post({ type: "remove", name });
    focusAdd();
  };
  const formElement = form && (
    <PresetForm
      key={form.saveId}
      draft={form.draft}
      saving={form.saving}
      refused={form.refused}
      models={models}
      onChange={(draft) => setForm({ ...form, draft })}
      onSave={save}
      onCancel={close}
    />
  );
  // The preset may have gone or got another name meanwhile: what is typed stays in sight.
  const isPlaced = presets?.some(({ name }) => name === form?.draft.before) === true;
  return (
    <main>
      <div className="group-head">
        <h1>Presets</h1>
        <div className="buttons">
          <button type="button" className="button" ref={addButton} disabled={!presets || form !== undefined} onClick={() => open(newDraft)}>
            Add preset
          </button>
        </div>
      </div>
      <p className="quiet">
        A preset is a named way of asking: a system prompt, sampling, a window, thinking. Give it to models, and every chat with them goes
        by it.
      </p>
      {failure && <ErrorNote error={failure} />}
      {!isPlaced && formElement}
      <section aria-label="Presets" className="group" aria-busy={!presets}>
        {!presets && !failure && (
          <div className="card" aria-hidden="true">
            <span className="skeleton" style={{ width: 160 }} />
            <span className="skeleton" style={{ width: 280 }} />
          </div>
        )}
        {presets?.map((preset) =>
          preset.name === form?.draft.before ? (
            <div key={preset.name}>{formElement}</div>
          ) : (
            <PresetCard
              key={preset.name}
              preset={preset}
              editable={form === undefined}
              onEdit={() => open(draftOf(preset))}
              onRemove={() => remove(preset.name)}
            />
          ),
        )}
        {presets?.length === 0 && !form && <p className="quiet">There is none yet.</p>}
      </section>
    </main>
  );
}
