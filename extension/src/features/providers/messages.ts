import type {
  DiscoveredProvider,
  ModelInfo,
  ModelUse,
  NetworkStatus,
  ProviderInfo,
  ProviderKindInfo,
  ProviderProblem,
  ProvidersAddParams,
  ProvidersTestResult,
  ProvidersUpdateParams,
} from "../../../../shared-protocol/generated/protocol.js";
import type { DescribedError } from "../../infrastructure/errors.js";

/** What the Providers view asks of the extension host. `saveId` is the view's own, so that an answer finds its form. */
export type ToHost =
  /** Everything anew, and what runs on this machine. */
  | { type: "read" }
  /** The view has the keyboard again: another window or the command line may have changed something. */
  | { type: "focused" }
  | { type: "add"; saveId: string; provider: ProvidersAddParams }
  | { type: "update"; saveId: string; provider: ProvidersUpdateParams }
  | { type: "remove"; providerId: string }
  | { type: "setEnabled"; providerId: string; enabled: boolean }
  /** Those that were added, in their new order. */
  | { type: "reorder"; providerIds: string[] }
  | { type: "test"; providerId: string }
  /** A model is asked for one token in any case. */
  | { type: "testAndAsk"; providerId: string }
  /** Without a model the choice is taken back. */
  | { type: "setDefault"; use: ModelUse; model?: string }
  /** Into memory and out of it. Either may take minutes. */
  | { type: "load"; model: string }
  | { type: "unload"; model: string }
  | { type: "stopMoving"; model: string }
  /** An empty path and no seconds stand for nothing. */
  | { type: "setNetwork"; caFile: string; silenceLimitSeconds: number }
  /** Lets the user choose a file in a dialog. */
  | { type: "pickFile"; field: PickedFile }
  | { type: "showLog" };

/** What is taken for each use when no model is named. Edits absent: as chats. */
export interface DefaultModels {
  chat?: string | undefined;
  edits?: string | undefined;
  embeddings?: string | undefined;
}

/** What a chosen file is for. */
export type PickedFile = "clientCertificate" | "clientKey" | "caFile";

/** An error as the view shows it: what happened, why, what to do. */
export type ViewError = DescribedError;

/** What the extension host tells the Providers view. */
export type ToView =
  | { type: "providers"; providers: ProviderInfo[]; kinds: ProviderKindInfo[] }
  | { type: "models"; models: ModelInfo[]; problems: ProviderProblem[]; defaults: DefaultModels }
  | { type: "found"; found: DiscoveredProvider[] }
  | { type: "saved"; saveId: string; providerId: string }
  | { type: "refused"; saveId: string; error: ViewError }
  | { type: "tested"; providerId: string; result: ProvidersTestResult }
  | { type: "testFailed"; providerId: string; error: ViewError }
  /** What was to be loaded or unloaded is, or was stopped; the models told before say which. */
  | { type: "moved"; model: string }
  | { type: "moveFailed"; model: string; error: ViewError }
  | { type: "network"; network: NetworkStatus }
  | { type: "networkRefused"; error: ViewError }
  /** None comes when the dialog was closed without a choice. */
  | { type: "picked"; field: PickedFile; path: string }
  | { type: "failed"; error: ViewError };
