import type { DescribedError } from "../infrastructure/errors.js";

/** Where the sidecar stands. Idle: nothing has needed it yet. */
export type SidecarState =
  | { state: "idle" }
  | { state: "starting" }
  | { state: "running" }
  | { state: "restarting"; attempt: number; inMs: number; reason: string }
  | { state: "failed"; error: DescribedError };
