import type { CancellationToken } from "vscode-jsonrpc/node";
import type { RpcRequests, ServerNotifications } from "../../../shared-protocol/generated/protocol.js";
import type { Disposable } from "../infrastructure/disposable.js";
import { Emitter } from "../infrastructure/emitter.js";
import type { Log } from "../infrastructure/log.js";
import type { RunningSidecar } from "./launch.js";
import type { OnNotification } from "./rpc-client.js";
import type { SidecarState } from "./state.js";
import { Supervisor } from "./supervisor.js";

/** The sidecar as features see it: it may be another process each time, its notifications keep coming. */
export interface Sidecar {
  readonly state: SidecarState;
  onState(listener: (state: SidecarState) => void): Disposable;
  /** Starts the process where none runs; how it fares is told by `onState`. */
  start(): void;
  /** Starts the process where none runs. Rejects with a `UserError`. */
  request<M extends keyof RpcRequests>(
    method: M,
    params: RpcRequests[M]["params"],
    token?: CancellationToken,
  ): Promise<RpcRequests[M]["result"]>;
  on<M extends keyof ServerNotifications>(method: M, listener: (params: ServerNotifications[M]) => void): Disposable;
  restart(): Promise<void>;
}

export class SupervisedSidecar implements Sidecar {
  readonly #supervisor: Supervisor;
  readonly #notifications = new Map<string, Emitter<unknown>>();

  constructor(launch: (onNotification: OnNotification) => Promise<RunningSidecar>, log: Log) {
    this.#supervisor = new Supervisor(
      () =>
        launch((method, params) => {
          this.#notifications.get(method)?.fire(params);
        }),
      log,
    );
  }

  get state(): SidecarState {
    return this.#supervisor.state;
  }

  onState(listener: (state: SidecarState) => void): Disposable {
    return this.#supervisor.onState(listener);
  }

  start(): void {
    this.#supervisor.client().catch(() => undefined);
  }

  async request<M extends keyof RpcRequests>(
    method: M,
    params: RpcRequests[M]["params"],
    token?: CancellationToken,
  ): Promise<RpcRequests[M]["result"]> {
    const client = await this.#supervisor.client();
    return client.request(method, params, token);
  }

  on<M extends keyof ServerNotifications>(method: M, listener: (params: ServerNotifications[M]) => void): Disposable {
    const emitter = this.#notifications.get(method) ?? new Emitter<unknown>();
    this.#notifications.set(method, emitter);
    // The handshake compared the contract's hash: a notification has the shape that its method says.
    return emitter.on((params) => {
      listener(params as ServerNotifications[M]);
    });
  }

  restart(): Promise<void> {
    return this.#supervisor.restart();
  }

  stop(): Promise<void> {
    return this.#supervisor.stop();
  }
}
