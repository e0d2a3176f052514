import type { Readable, Writable } from "node:stream";
import {
  createMessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
  type CancellationToken,
  type MessageConnection,
} from "vscode-jsonrpc/node";
import type { ClientNotifications, RpcRequests } from "../../../shared-protocol/generated/protocol.js";
import type { Log } from "../infrastructure/log.js";
import { toUserError } from "./to-user-error.js";

export type OnNotification = (method: string, params: unknown) => void;

/** Speaks JSON-RPC to one sidecar process, in the contract's types. */
export class RpcClient {
  readonly #connection: MessageConnection;

  constructor(receiving: Readable, sending: Writable, onNotification: OnNotification, log: Log) {
    this.#connection = createMessageConnection(new StreamMessageReader(receiving), new StreamMessageWriter(sending));
    this.#connection.onNotification((method, params) => {
      onNotification(method, params);
    });
    this.#connection.onError(([error]) => {
      log.warn(`The connection to the sidecar: ${error.message}`);
    });
    this.#connection.listen();
  }

  /** Rejects with a `UserError`; when the process ends first, with a `SidecarStoppedError`. */
  async request<M extends keyof RpcRequests>(
    method: M,
    params: RpcRequests[M]["params"],
    token?: CancellationToken,
  ): Promise<RpcRequests[M]["result"]> {
    try {
      return await (token
        ? this.#connection.sendRequest<RpcRequests[M]["result"]>(method, params, token)
        : this.#connection.sendRequest<RpcRequests[M]["result"]>(method, params));
    } catch (error) {
      throw toUserError(error);
    }
  }

  async notify<M extends keyof ClientNotifications>(method: M, params: ClientNotifications[M]): Promise<void> {
    await this.#connection.sendNotification(method, params);
  }

  /** Rejects what is still pending: the stock client would leave it open when its stream ends. */
  close(): void {
    this.#connection.dispose();
  }
}
