import type { CancellationToken } from "vscode-jsonrpc/node";
import { Emitter } from "../../../../extension/src/infrastructure/emitter.js";
import type { Sidecar, SidecarState } from "../../../../extension/src/sidecar/index.js";
import type { RpcRequests, ServerNotifications } from "../../../../shared-protocol/generated/protocol.js";

type Method = keyof RpcRequests;
type Answer<M extends Method> = (
  params: RpcRequests[M]["params"],
  token: CancellationToken | undefined,
) => RpcRequests[M]["result"] | Promise<RpcRequests[M]["result"]>;

/** A sidecar without a process: answers as a test tells it, and remembers what it was asked. */
export class FakeSidecar implements Sidecar {
  readonly asked: { method: string; params: unknown }[] = [];
  state: SidecarState = { state: "running" };
  starts = 0;
  readonly #answers = new Map<string, unknown>();
  readonly #states = new Emitter<SidecarState>();
  readonly #notifications = new Map<string, Emitter<unknown>>();

  answer<M extends Method>(method: M, answer: Answer<M>): this {
    this.#answers.set(method, answer);
    return this;
  }

  async request<M extends Method>(
    method: M,
    params: RpcRequests[M]["params"],
    token?: CancellationToken,
  ): Promise<RpcRequests[M]["result"]> {
    this.asked.push({ method, params });
    const answer = this.#answers.get(method) as Answer<M> | undefined;
    if (!answer) throw new Error(`No answer to ${method} is set.`);
    await Promise.resolve();
    return answer(params, token);
  }

  on<M extends keyof ServerNotifications>(method: M, listener: (params: ServerNotifications[M]) => void): { dispose(): void } {
    const emitter = this.#notifications.get(method) ?? new Emitter<unknown>();
    this.#notifications.set(method, emitter);
    return emitter.on(listener as (params: unknown) => void);
  }

  notify<M extends keyof ServerNotifications>(method: M, params: ServerNotifications[M]): void {
    this.#notifications.get(method)?.fire(params);
  }

  onState(listener: (state: SidecarState) => void): { dispose(): void } {
    return this.#states.on(listener);
  }

  become(state: SidecarState): void {
    this.state = state;
    this.#states.fire(state);
  }

  start(): void {
    this.starts++;
  }

  restart(): Promise<void> {
    return Promise.resolve();
  }

  count(method: Method): number {
    return this.asked.filter((request) => request.method === method).length;
  }
}
