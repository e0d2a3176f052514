import { useEffect, useRef, useState, type Key, type ReactNode } from "react";
import { ErrorNote, type ViewError } from "./error-note.js";
import type { Host } from "./host.js";
import { t } from "./l10n.js";

/** What the host of every such view is asked beside its own things. */
export type LibraryToHost = { type: "read" } | { type: "remove"; name: string };

/** What it tells. */
export type LibraryToView =
  { type: "saved"; saveId: string } | { type: "refused"; saveId: string; error: ViewError } | { type: "failed"; error: ViewError };

export interface FormState<D> {
  key: Key;
  draft: D;
  saving: boolean;
  refused: ViewError | undefined;
  onChange: (draft: D) => void;
  onSave: () => void;
  onCancel: () => void;
}

export interface CardState {
  /** False while a form is open. */
  editable: boolean;
  onEdit: () => void;
  onRemove: () => void;
}

interface Props<Item, D, ToHost, ToView> {
  host: Host<ToHost | LibraryToHost, ToView | LibraryToView>;
  title: string;
  /** What the button that adds one says. */
  add: string;
  about: ReactNode;
  /** Undefined until they are read. */
  items: readonly Item[] | undefined;
  empty: D;
  draftOf: (item: Item) => D;
  /** Asks the host to keep a draft under the id that its answer names. */
  save: (saveId: string, draft: D) => void;
  form: (state: FormState<D>) => ReactNode;
  card: (item: Item, state: CardState) => ReactNode;
}

interface Open<D> {
  saveId: string;
  draft: D;
  saving: boolean;
  refused?: ViewError;
}

/** A library of named things of the user's own: its list, and the form to add or change one, in the place of the one that it changes. */
export function LibraryView<Item extends { name: string }, D extends { before?: string | undefined }, ToHost, ToView>(
  props: Props<Item, D, ToHost, ToView>,
) {
  const { host, title, add, items } = props;
  const [open, setOpen] = useState<Open<D>>();
  const [failure, setFailure] = useState<ViewError>();
  const addButton = useRef<HTMLButtonElement>(null);
  const focusAdd = () => requestAnimationFrame(() => addButton.current?.focus());

  useEffect(() => {
    const stop = host.listen((message) => {
      if (isSaved(message)) {
        setOpen((form) => (form?.saveId === message.saveId ? undefined : form));
        requestAnimationFrame(() => addButton.current?.focus());
      } else if (isRefused(message))
        setOpen((form) => (form?.saveId === message.saveId ? { ...form, saving: false, refused: message.error } : form));
      else if (isFailed(message)) setFailure(message.error);
      else setFailure(undefined);
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

  const edit = (draft: D) => setOpen({ saveId: crypto.randomUUID(), draft, saving: false });
  const form =
    open &&
    props.form({
      key: open.saveId,
      draft: open.draft,
      saving: open.saving,
      refused: open.refused,
      onChange: (draft) => setOpen({ ...open, draft }),
      onSave: () => {
        setOpen({ saveId: open.saveId, draft: open.draft, saving: true });
        props.save(open.saveId, open.draft);
      },
      onCancel: () => {
        setOpen(undefined);
        focusAdd();
      },
    });
  // What is edited may have gone or got another name meanwhile: what is typed stays in sight.
  const isPlaced = items?.some(({ name }) => name === open?.draft.before) === true;
  return (
    <main>
      <div className="group-head">
        <h1>{title}</h1>
        <div className="buttons">
          <button
            type="button"
            className="button"
            ref={addButton}
            disabled={!items || open !== undefined}
            onClick={() => edit(props.empty)}
          >
            {add}
          </button>
        </div>
      </div>
      <p className="quiet">{props.about}</p>
      {failure && <ErrorNote error={failure} />}
      {!isPlaced && form}
      <section aria-label={title} className="group" aria-busy={!items}>
        {!items && !failure && (
          <div className="card" aria-hidden="true">
            <span className="skeleton" style={{ width: 160 }} />
            <span className="skeleton" style={{ width: 280 }} />
          </div>
        )}
        {items?.map((item) => (
          <div key={item.name} className="group-item">
            {item.name === open?.draft.before
              ? form
              : props.card(item, {
                  editable: open === undefined,
                  onEdit: () => edit(props.draftOf(item)),
                  onRemove: () => {
                    host.post({ type: "remove", name: item.name });
                    focusAdd();
                  },
                })}
          </div>
        ))}
        {items?.length === 0 && !open && <p className="quiet">{t("There is none yet.")}</p>}
      </section>
    </main>
  );
}

const typeOf = (message: unknown): unknown => (message as { type: unknown }).type;
const isSaved = (message: unknown): message is Extract<LibraryToView, { type: "saved" }> => typeOf(message) === "saved";
const isRefused = (message: unknown): message is Extract<LibraryToView, { type: "refused" }> => typeOf(message) === "refused";
const isFailed = (message: unknown): message is Extract<LibraryToView, { type: "failed" }> => typeOf(message) === "failed";
