import { useEffect, useRef, useState } from "react";
import type { Prompt } from "../../../shared-protocol/generated/protocol.js";
import type { ViewError } from "../../src/features/prompts/messages.js";
import { ErrorNote } from "../shared/error-note.js";
import { draftOf, newDraft, toSave, type Draft } from "./draft.js";
import type { Host } from "./host.js";
import { PromptCard } from "./prompt-card.js";
import { PromptForm } from "./prompt-form.js";

interface Form {
  saveId: string;
  draft: Draft;
  saving: boolean;
  refused?: ViewError;
}

/** The user's own prompts, and the form to add or change one. */
export function PromptsView({ host }: { host: Host }) {
  const [prompts, setPrompts] = useState<readonly Prompt[]>();
  const [form, setForm] = useState<Form>();
  const [failure, setFailure] = useState<ViewError>();
  const addButton = useRef<HTMLButtonElement>(null);

  useEffect(() => {
    const stop = host.listen((message) => {
      switch (message.type) {
        case "prompts":
          setPrompts(message.prompts);
          setFailure(undefined);
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
    host.post({ type: "save", saveId: form.saveId, prompt: toSave(form.draft) });
  };
  const remove = (name: string) => {
    host.post({ type: "remove", name });
    focusAdd();
  };
  const formElement = form && (
    <PromptForm
      key={form.saveId}
      draft={form.draft}
      saving={form.saving}
      refused={form.refused}
      onChange={(draft) => setForm({ ...form, draft })}
      onSave={save}
      onCancel={close}
    />
  );
  // The prompt may have gone or got another name meanwhile: what is typed stays in sight.
  const isPlaced = prompts?.some(({ name }) => name === form?.draft.before) === true;
  return (
    <main>
      <div className="group-head">
        <h1>Prompts</h1>
        <div className="buttons">
          <button type="button" className="button" ref={addButton} disabled={!prompts || form !== undefined} onClick={() => open(newDraft)}>
            Add prompt
          </button>
        </div>
      </div>
      <p className="quiet">
        A prompt is a question that you ask again and again: in the chat after a slash, or about the code in front with “Run Prompt…” and
        the light bulb.
      </p>
      {failure && <ErrorNote error={failure} />}
      {!isPlaced && formElement}
      <section aria-label="Prompts" className="group" aria-busy={!prompts}>
        {!prompts && !failure && (
          <div className="card" aria-hidden="true">
            <span className="skeleton" style={{ width: 160 }} />
            <span className="skeleton" style={{ width: 280 }} />
          </div>
        )}
        {prompts?.map((prompt) =>
          prompt.name === form?.draft.before ? (
            <div key={prompt.name}>{formElement}</div>
          ) : (
            <PromptCard
              key={prompt.name}
              prompt={prompt}
              editable={form === undefined}
              onEdit={() => open(draftOf(prompt))}
              onRemove={() => remove(prompt.name)}
            />
          ),
        )}
        {prompts?.length === 0 && !form && <p className="quiet">There is none yet.</p>}
      </section>
    </main>
  );
}
