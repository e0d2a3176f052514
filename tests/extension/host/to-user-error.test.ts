import { expect, test } from "vitest";
import { ErrorCodes, ResponseError } from "vscode-jsonrpc/node";
import { RpcErrorCode, type ErrorData } from "../../../shared-protocol/generated/protocol.js";
import { RpcError } from "../../../extension/src/sidecar/rpc-error.js";
import { toUserError } from "../../../extension/src/sidecar/to-user-error.js";

const told = (code: number, message: string, data?: ErrorData): Pick<RpcError, "message" | "data"> => {
  const error = toUserError(new ResponseError(code, message, data));
  if (!(error instanceof RpcError)) throw new Error(`That is no RpcError: ${String(error)}`);
  return error;
};

test("what the sidecar understood is told in its own words, whatever the code", () => {
  const blind: ErrorData = { kind: "unsupported", why: "A picture is attached.", fix: "Choose another model.", retryable: false };
  for (const code of [ErrorCodes.InternalError, RpcErrorCode.providerFailed])
    expect(told(code, "The model cannot see.", blind)).toMatchObject({ message: "The model cannot see.", data: blind });
});

test("what nobody foresaw leads to the log", () => {
  const unforeseen = { message: "Something unexpected went wrong in the sidecar.", data: { kind: "internalError", retryable: true } };
  expect(told(ErrorCodes.InternalError, "Internal error", { kind: "internalError", retryable: false })).toMatchObject(unforeseen);
  expect(told(ErrorCodes.InternalError, "Internal error")).toMatchObject(unforeseen);
});

test("what a programmer should know stays as it is", () => {
  expect(told(ErrorCodes.MethodNotFound, "There is no method 'x'.")).toMatchObject({ message: "There is no method 'x'.", data: undefined });
});
