import type { ModelInfo, Preset, PresetsSaveParams } from "../../../../shared-protocol/generated/protocol.js";
import type { DescribedError } from "../../infrastructure/errors.js";

/** What the view of the presets asks of the extension host. `saveId` is the view's own, so that an answer finds its form. */
export type ToHost = { type: "read" } | { type: "save"; saveId: string; preset: PresetsSaveParams } | { type: "remove"; name: string };

/** An error as the view shows it: what happened, why, what to do. */
export type ViewError = DescribedError;

/** What the extension host tells the view of the presets. */
export type ToView =
  | { type: "presets"; presets: Preset[] }
  | { type: "models"; models: ModelInfo[] }
  | { type: "saved"; saveId: string }
  | { type: "refused"; saveId: string; error: ViewError }
  | { type: "failed"; error: ViewError };
