import { ErrorCodes, ResponseError } from "vscode-jsonrpc/node";
import { RpcErrorCode, type ErrorData } from "../../../../shared-protocol/generated/protocol";
import { t } from "../l10n";

/** The words of `ErrorData.kind` that this process uses; the sidecar and the views know them. */
export type FailureKind = "modelNotFound" | "corrupt" | "outOfMemory" | "contextTooLong" | "invalid" | "engineFailed";

/** A failure that has been understood and put into words for the user. */
export class Failure extends Error {
  constructor(
    message: string,
    readonly data: ErrorData & { kind: FailureKind },
    readonly code: number = RpcErrorCode.providerFailed,
  ) {
    super(message);
  }
}

/** The system's own words of anything that was thrown. */
export const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** What answers a request that failed: never a bare stack trace. */
export function toResponseError(error: unknown): ResponseError<ErrorData> {
  if (error instanceof ResponseError) return error as ResponseError<ErrorData>;
  if (error instanceof Failure) return new ResponseError(error.code, error.message, error.data);
  const data: ErrorData = {
    kind: "engineFailed" satisfies FailureKind,
    why: t("The library that runs the model, or the engine around it, reported an error."),
    fix: t("Ask again. If it fails again, try another model."),
    detail: wordsOf(error),
    retryable: true,
  };
  return new ResponseError(RpcErrorCode.providerFailed, t("The embedded engine failed."), data);
}

export const invalidParams = (message: string): ResponseError<ErrorData> =>
  new ResponseError(ErrorCodes.InvalidParams, message, { kind: "invalid" satisfies FailureKind, retryable: false });
