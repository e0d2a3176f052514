import type {
  DiscoveredProvider,
  ModelInfo,
  NetworkStatus,
  ProviderInfo,
  ProviderKindInfo,
  ProviderProblem,
  ProvidersTestResult,
} from "../../../shared-protocol/generated/protocol.js";
import type { DefaultModels, PickedFile, ToView, ViewError } from "../../src/features/providers/messages.js";
import { draftOf, newDraft, type Draft } from "./draft.js";
import { canChat } from "../shared/models.js";
import { networkDraft, type NetworkDraft } from "./network.js";

export type Test = { state: "running" } | { state: "ended"; result: ProvidersTestResult } | { state: "failed"; error: ViewError };

/** A model on its way into memory or out of it, or the failure of that. */
export type Move = { state: "running"; to: "load" | "unload" } | { state: "failed"; error: ViewError };

export interface Form {
  saveId: string;
  draft: Draft;
  saving: boolean;
  refused?: ViewError | undefined;
}

export interface State {
  /** Undefined until they have been told. */
  providers?: readonly ProviderInfo[];
  kinds: readonly ProviderKindInfo[];
  models?: readonly ModelInfo[];
  problems: readonly ProviderProblem[];
  defaults: DefaultModels;
  found?: readonly DiscoveredProvider[];
  tests: Readonly<Record<string, Test>>;
  /** By the model's full name. */
  moves: Readonly<Record<string, Move>>;
  network?: { status: NetworkStatus; draft: NetworkDraft; refused?: ViewError | undefined };
  form?: Form | undefined;
  failure?: ViewError | undefined;
  /** The provider that was saved last; it is given the keyboard. */
  saved?: string | undefined;
}

export const initialState: State = { kinds: [], problems: [], defaults: {}, tests: {}, moves: {} };

/** What the user does, beside the messages of the host. */
export type Action =
  | ToView
  | { type: "openForm"; saveId: string; provider?: ProviderInfo }
  | { type: "change"; draft: Draft }
  | { type: "save"; draft: Draft }
  | { type: "closeForm" }
  | { type: "changeNetwork"; draft: NetworkDraft }
  | { type: "testing"; providerId: string }
  | { type: "closeTest"; providerId: string }
  | { type: "moving"; to: "load" | "unload"; model: string }
  | { type: "reading" };

/** Those that can be added; the embedded engine is always there. */
export const addable = (kinds: readonly ProviderKindInfo[]): ProviderKindInfo[] => kinds.filter(({ kind }) => kind !== "embedded");

export const canAnswer = (model: ModelInfo): boolean => model.state !== "downloadable" && canChat(model);

/** What nobody says of a model it is not taken to do: unlike chatting, few models do it. */
export const canEmbed = (model: ModelInfo): boolean => model.state !== "downloadable" && model.capabilities.includes("embedding");

export function reduce(state: State, action: Action): State {
  switch (action.type) {
    case "providers":
      return { ...state, providers: action.providers, kinds: action.kinds, failure: undefined };
    case "models":
      return { ...state, models: action.models, problems: action.problems, defaults: action.defaults };
    case "found":
      return { ...state, found: action.found };
    case "network":
      return { ...state, network: { status: action.network, draft: keptDraft(state.network) ?? networkDraft(action.network) } };
    case "networkRefused":
      return state.network ? { ...state, network: { ...state.network, refused: action.error } } : { ...state, failure: action.error };
    case "changeNetwork":
      return state.network ? { ...state, network: { ...state.network, draft: action.draft } } : state;
    case "picked":
      return picked(state, action.field, action.path);
    case "failed":
      return { ...state, failure: action.error };
    case "reading":
      return { ...state, failure: undefined };
    case "openForm": {
      const draft = formDraft(state, action.provider);
      return draft ? { ...state, form: { saveId: action.saveId, draft, saving: false }, saved: undefined } : state;
    }
    case "change":
      return state.form ? { ...state, form: { ...state.form, draft: action.draft } } : state;
    case "save":
      return state.form ? { ...state, form: { ...state.form, draft: action.draft, saving: true, refused: undefined } } : state;
    case "closeForm":
      return { ...state, form: undefined };
    case "saved": {
      const tests = without(state.tests, action.providerId);
      // One click adds what was found: a form that is open meanwhile stays.
      return state.form?.saveId === action.saveId
        ? { ...state, tests, form: undefined, saved: action.providerId }
        : { ...state, tests, saved: action.providerId };
    }
    case "refused":
      return state.form?.saveId === action.saveId
        ? { ...state, form: { ...state.form, saving: false, refused: action.error } }
        : { ...state, failure: action.error };
    case "testing":
      return { ...state, tests: { ...state.tests, [action.providerId]: { state: "running" } } };
    case "tested":
      return { ...state, tests: { ...state.tests, [action.providerId]: { state: "ended", result: action.result } } };
    case "testFailed":
      return { ...state, tests: { ...state.tests, [action.providerId]: { state: "failed", error: action.error } } };
    case "moving":
      return { ...state, moves: { ...state.moves, [action.model]: { state: "running", to: action.to } } };
    case "moved":
      return { ...state, moves: without(state.moves, action.model) };
    case "moveFailed":
      return { ...state, moves: { ...state.moves, [action.model]: { state: "failed", error: action.error } } };
    case "closeTest":
      return { ...state, tests: without(state.tests, action.providerId) };
  }
}

function picked(state: State, field: PickedFile, path: string): State {
  if (field === "caFile")
    return state.network ? { ...state, network: { ...state.network, draft: { ...state.network.draft, caFile: path } } } : state;
  return state.form ? { ...state, form: { ...state.form, draft: { ...state.form.draft, [field]: path } } } : state;
}

/** What was typed and not saved yet outlives a reading of what is set. */
function keptDraft(network: State["network"]): NetworkDraft | undefined {
  return network && JSON.stringify(network.draft) !== JSON.stringify(networkDraft(network.status)) ? network.draft : undefined;
}

function formDraft(state: State, provider: ProviderInfo | undefined): Draft | undefined {
  if (provider) return draftOf(provider);
  const kinds = addable(state.kinds);
  const kind = kinds.find((each) => each.kind === "openai-compatible") ?? kinds[0];
  return (
    kind &&
    newDraft(
      kind,
      "",
      (state.providers ?? []).map(({ name }) => name),
    )
  );
}

function without<T>(from: Readonly<Record<string, T>>, key: string): Readonly<Record<string, T>> {
  return Object.fromEntries(Object.entries(from).filter(([id]) => id !== key));
}
