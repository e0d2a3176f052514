import type { ModelInfo, Preset, PresetsSaveParams } from "../../../../shared-protocol/generated/protocol.js";
import type { DescribedError } from "../../infrastructure/errors.js";
import type { LibraryToHost, LibraryToView } from "../../infrastructure/library.js";

/** What the view of the presets asks of the extension host. */
export type ToHost = LibraryToHost<PresetsSaveParams>;

/** An error as the view shows it: what happened, why, what to do. */
export type ViewError = DescribedError;

/** What the extension host tells the view of the presets. */
export type ToView = { type: "presets"; presets: Preset[] } | { type: "models"; models: ModelInfo[] } | LibraryToView;
