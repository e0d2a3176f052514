import { ConnectionError, ErrorCodes, ResponseError } from "vscode-jsonrpc/node";
import type { ErrorData } from "../../../shared-protocol/generated/protocol.js";
import { UserError } from "../infrastructure/errors.js";
import { t } from "../infrastructure/l10n.js";

/** The sidecar's answer to a request that it could not carry out. */
export class RpcError extends UserError {
  override readonly name = "RpcError";

  constructor(
    readonly code: number,
    message: string,
    data?: ErrorData,
  ) {
    super(message, data);
  }
}

/** The process ended before it answered. */
export class SidecarStoppedError extends UserError {
  override readonly name = "SidecarStoppedError";

  constructor() {
    super(t("The sidecar stopped before it answered."), {
      kind: "sidecarStopped",
      why: t("Its process ended. What had arrived by then is kept in the history."),
      fix: t("It is started again by itself: try again in a moment."),
      retryable: true,
    });
  }
}

const connectionCodes: readonly number[] = [
  ErrorCodes.PendingResponseRejected,
  ErrorCodes.ConnectionInactive,
  ErrorCodes.MessageWriteError,
  ErrorCodes.MessageReadError,
];

export function toUserError(error: unknown): unknown {
  if (error instanceof ConnectionError) return new SidecarStoppedError();
  if (!(error instanceof ResponseError)) return error;
  if (connectionCodes.includes(error.code)) return new SidecarStoppedError();
  const data: unknown = error.data;
  return new RpcError(error.code, error.message, isErrorData(data) ? data : undefined);
}

function isErrorData(data: unknown): data is ErrorData {
  return typeof data === "object" && data !== null && "kind" in data && typeof data.kind === "string";
}
