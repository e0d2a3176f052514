import type { ErrorData } from "../../../shared-protocol/generated/protocol.js";
import { t } from "./l10n.js";

/** An error that is meant to be shown: the message says what happened, `data` why and what to do next. */
export class UserError extends Error {
  override readonly name: string = "UserError";

  constructor(
    message: string,
    readonly data?: ErrorData,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

export interface DescribedError {
  message: string;
  data?: ErrorData;
}

/** What is shown of any error; one that nobody foresaw points to the log, where all of it is. */
export function describeError(error: unknown): DescribedError {
  if (error instanceof UserError) return error.data ? { message: error.message, data: error.data } : { message: error.message };
  const why = error instanceof Error ? error.message : String(error);
  return {
    message: t("Something unexpected went wrong in the extension."),
    data: { kind: "internal", why, fix: t("Try again. The log has the details: “AI Chat Local: Show Log”."), retryable: true },
  };
}

/** One line for a notification. */
export function oneLine({ message, data }: DescribedError): string {
  return [message, data?.why, data?.fix].filter((part) => part !== undefined && part !== "").join(" ");
}
