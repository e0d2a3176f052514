import { ConnectionError, ErrorCodes, ResponseError } from "vscode-jsonrpc/node";
import type { ErrorData } from "../../../shared-protocol/generated/protocol.js";
import { t } from "../infrastructure/l10n.js";
import { RpcError, SidecarStoppedError } from "./rpc-error.js";

const connectionCodes: readonly number[] = [
  ErrorCodes.PendingResponseRejected,
  ErrorCodes.ConnectionInactive,
  ErrorCodes.MessageWriteError,
  ErrorCodes.MessageReadError,
];

/** What a feature is told where the client's library threw. */
export function toUserError(error: unknown): unknown {
  if (error instanceof ConnectionError) return new SidecarStoppedError();
  if (!(error instanceof ResponseError)) return error;
  if (connectionCodes.includes(error.code)) return new SidecarStoppedError();
  const data: unknown = error.data;
  if (isErrorData(data) && data.kind !== "internalError") return new RpcError(error.code, error.message, data);
  if (error.code !== ErrorCodes.InternalError) return new RpcError(error.code, error.message);
  const fix = t("Try again. The log has the details: “AI Chat Local: Show Log”.");
  return new RpcError(error.code, t("Something unexpected went wrong in the sidecar."), { kind: "internalError", fix, retryable: true });
}

function isErrorData(data: unknown): data is ErrorData {
  return typeof data === "object" && data !== null && "kind" in data && typeof data.kind === "string";
}
