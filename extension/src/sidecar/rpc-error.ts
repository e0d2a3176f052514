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
