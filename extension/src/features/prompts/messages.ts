import type { Prompt, PromptsSaveParams } from "../../../../shared-protocol/generated/protocol.js";
import type { DescribedError } from "../../infrastructure/errors.js";

/** What the view of the prompts asks of the extension host. `saveId` is the view's own, so that an answer finds its form. */
export type ToHost = { type: "read" } | { type: "save"; saveId: string; prompt: PromptsSaveParams } | { type: "remove"; name: string };

/** An error as the view shows it: what happened, why, what to do. */
export type ViewError = DescribedError;

/** What the extension host tells the view of the prompts. */
export type ToView =
  | { type: "prompts"; prompts: Prompt[] }
  | { type: "saved"; saveId: string }
  | { type: "refused"; saveId: string; error: ViewError }
  | { type: "failed"; error: ViewError };
