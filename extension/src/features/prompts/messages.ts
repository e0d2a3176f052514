import type { Prompt, PromptsSaveParams } from "../../../../shared-protocol/generated/protocol.js";
import type { DescribedError } from "../../infrastructure/errors.js";
import type { LibraryToHost, LibraryToView } from "../../infrastructure/library.js";

/** What the view of the prompts asks of the extension host. */
export type ToHost = LibraryToHost<PromptsSaveParams>;

/** An error as the view shows it: what happened, why, what to do. */
export type ViewError = DescribedError;

/** What the extension host tells the view of the prompts. */
export type ToView = { type: "prompts"; prompts: Prompt[] } | LibraryToView;
