import type { EngineMessage, EngineSampling, ErrorData, StopReason } from "../../../../shared-protocol/generated/protocol";
import type { FailureKind } from "../wire/failure";
import type { AnswerPart } from "./thinking";

/** What the thread of a model is started with. */
export interface OnnxStart {
  readonly modelPath: string;
  readonly threads: number;
  readonly language: string;
}

/** `stop` is shared: a number that is not 0 ends the work at its next step. */
export type ToOnnx =
  | {
      readonly type: "generate";
      readonly messages: readonly EngineMessage[];
      readonly sampling: EngineSampling;
      readonly window: number;
      readonly stop: Int32Array;
    }
  | { readonly type: "embed"; readonly texts: readonly string[]; readonly stop: Int32Array };

/** A request without what every request has. */
export type Unstoppable = ToOnnx extends infer T ? (T extends ToOnnx ? Omit<T, "stop"> : never) : never;

/** A request is answered by `done`, `vectors` or `failed`. */
export type FromOnnx =
  | { readonly type: "loaded"; readonly trainedLength: number | undefined }
  | { readonly type: "prompt"; readonly tokens: number; readonly evaluated: number }
  | { readonly type: "progress"; readonly fraction: number }
  | { readonly type: "token"; readonly parts: readonly AnswerPart[] }
  /** What was held back until the end was known; no token of its own. */
  | { readonly type: "rest"; readonly parts: readonly AnswerPart[] }
  | { readonly type: "done"; readonly stopReason: StopReason }
  | { readonly type: "vectors"; readonly vectors: readonly Float32Array[]; readonly tokens: number }
  | { readonly type: "failed"; readonly message: string; readonly data?: ErrorData & { kind: FailureKind }; readonly code?: number };
