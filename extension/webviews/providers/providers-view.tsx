import { useEffect, useReducer, useRef, useState } from "react";
import type { DiscoveredProvider, ProviderInfo } from "../../../shared-protocol/generated/protocol.js";
import { DefaultModels } from "./default-model.js";
import { toAdd, toUpdate } from "./draft.js";
import { ErrorNote } from "../shared/error-note.js";
import { Found } from "./found.js";
import type { Host } from "./host.js";
import { Network, toNetwork } from "./network.js";
import { ProviderCard } from "./provider-card.js";
import type { Moving } from "./provider-models.js";
import { ProviderForm } from "./provider-form.js";
import { addable, initialState, reduce } from "./state.js";
import { t } from "../shared/l10n.js";

/** The configured providers, what else was found here, and the form to add or change one. */
export function ProvidersView({ host }: { host: Host }) {
  const [state, dispatch] = useReducer(reduce, initialState);
  const [adding, setAdding] = useState<ReadonlySet<string>>(new Set());
  const addButton = useRef<HTMLButtonElement>(null);
  const { providers, models, form, found } = state;

  useEffect(() => {
    const stop = host.listen((message) => {
      dispatch(message);
      if (message.type === "found" || message.type === "refused") setAdding(new Set());
    });
    host.post({ type: "read" });
    const onFocus = () => host.post({ type: "focused" });
    window.addEventListener("focus", onFocus);
    return () => {
      stop();
      window.removeEventListener("focus", onFocus);
    };
  }, [host]);

  const read = () => {
    dispatch({ type: "reading" });
    host.post({ type: "read" });
  };
  const focusAdd = () => requestAnimationFrame(() => addButton.current?.focus());
  const openForm = (provider?: ProviderInfo) =>
    dispatch({ type: "openForm", saveId: crypto.randomUUID(), ...(provider ? { provider } : {}) });
  const before = providers?.find(({ providerId }) => providerId === form?.draft.providerId);
  const save = () => {
    const kind = state.kinds.find((each) => each.kind === form?.draft.kind);
    if (!form || !kind) return;
    const { saveId, draft } = form;
    dispatch({ type: "save", draft });
    host.post(
      before ? { type: "update", saveId, provider: toUpdate(draft, kind, before) } : { type: "add", saveId, provider: toAdd(draft, kind) },
    );
  };
  const add = ({ kind, suggestedName, baseUrl }: DiscoveredProvider) => {
    setAdding(new Set([...adding, baseUrl]));
    host.post({ type: "add", saveId: crypto.randomUUID(), provider: { kind, name: suggestedName, baseUrl } });
  };
  const test = (type: "test" | "testAndAsk", providerId: string) => {
    dispatch({ type: "testing", providerId });
    host.post({ type, providerId });
  };
  const moving: Moving = {
    moves: state.moves,
    onMove: (type, model) => {
      dispatch({ type: "moving", to: type, model });
      host.post({ type, model });
    },
    onStop: (model) => host.post({ type: "stopMoving", model }),
  };
  const saveNetwork = () => {
    if (state.network) host.post({ type: "setNetwork", ...toNetwork(state.network.draft) });
  };
  const moves = (provider: ProviderInfo) => {
    const ids = (providers ?? []).filter(({ builtIn }) => !builtIn).map(({ providerId }) => providerId);
    const at = ids.indexOf(provider.providerId);
    const to = (place: number) => () =>
      host.post({ type: "reorder", providerIds: ids.filter((id) => id !== provider.providerId).toSpliced(place, 0, provider.providerId) });
    return { up: at > 0 ? to(at - 1) : undefined, down: at >= 0 && at < ids.length - 1 ? to(at + 1) : undefined };
  };
  const closeForm = () => {
    dispatch({ type: "closeForm" });
    focusAdd();
  };
  const formElement = form && (
    <ProviderForm
      key={form.saveId}
      form={form}
      before={before}
      kinds={addable(state.kinds)}
      taken={(providers ?? []).filter((each) => each !== before).map(({ name }) => name)}
      onChange={(draft) => dispatch({ type: "change", draft })}
      onSave={save}
      onCancel={closeForm}
      onPick={(field) => host.post({ type: "pickFile", field })}
    />
  );

  return (
    <main>
      <div className="group-head">
        <h1>{t("Providers")}</h1>
        <div className="buttons">
          <button type="button" className="button" ref={addButton} disabled={!providers} onClick={() => openForm()}>
            {t("Add provider")}
          </button>
          <button type="button" className="button secondary" onClick={read}>
            {t("Refresh")}
          </button>
        </div>
      </div>
      {state.failure && (
        <ErrorNote error={state.failure}>
          <div className="buttons">
            <button type="button" className="button" onClick={read}>
              {t("Try again")}
            </button>
            <button type="button" className="button secondary" onClick={() => host.post({ type: "showLog" })}>
              {t("Show log")}
            </button>
          </div>
        </ErrorNote>
      )}
      {models && (
        <DefaultModels
          models={models}
          defaults={state.defaults}
          onChoose={(use, model) => host.post({ type: "setDefault", use, ...(model === undefined ? {} : { model }) })}
        />
      )}
      {!before && formElement}
      <section aria-label={t("Configured providers")} className="group" aria-busy={!providers}>
        {!providers && !state.failure && <Skeletons />}
        {providers?.map((provider) =>
          provider === before ? (
            <div key={provider.providerId}>{formElement}</div>
          ) : (
            <ProviderCard
              key={provider.providerId}
              provider={provider}
              kindName={state.kinds.find(({ kind }) => kind === provider.kind)?.displayName ?? provider.kind}
              models={models?.filter((model) => model.provider === provider.name)}
              problem={state.problems.find((problem) => problem.provider === provider.name)}
              test={state.tests[provider.providerId]}
              moving={moving}
              isNew={state.saved === provider.providerId}
              onTest={() => test("test", provider.providerId)}
              onAsk={() => test("testAndAsk", provider.providerId)}
              onCloseTest={() => dispatch({ type: "closeTest", providerId: provider.providerId })}
              onMove={moves(provider)}
              onTurn={(enabled) => host.post({ type: "setEnabled", providerId: provider.providerId, enabled })}
              onEdit={() => openForm(provider)}
              onRemove={() => {
                host.post({ type: "remove", providerId: provider.providerId });
                focusAdd();
              }}
            />
          ),
        )}
        {providers?.every(({ builtIn }) => builtIn) && !form && (
          <p className="quiet">
            {t("Only the built-in engine answers so far. Add a server of yours, or a vendor's API with your own key.")}
          </p>
        )}
      </section>
      {providers && <Found found={found} adding={adding} onAdd={add} onLook={read} />}
      {state.network && (
        <Network
          {...state.network}
          refused={state.network.refused}
          onChange={(draft) => dispatch({ type: "changeNetwork", draft })}
          onPick={() => host.post({ type: "pickFile", field: "caFile" })}
          onSave={saveNetwork}
        />
      )}
    </main>
  );
}

function Skeletons() {
  return [0, 1].map((index) => (
    <div key={index} className="card" aria-hidden="true">
      <span className="skeleton" style={{ width: 120 }} />
      <span className="skeleton" style={{ width: 280 }} />
    </div>
  ));
}
