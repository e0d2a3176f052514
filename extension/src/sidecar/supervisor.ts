import type { Disposable } from "../infrastructure/disposable.js";
import { Emitter } from "../infrastructure/emitter.js";
import { describeError, UserError } from "../infrastructure/errors.js";
import { t } from "../infrastructure/l10n.js";
import type { Log } from "../infrastructure/log.js";
import { BackOff } from "./back-off.js";
import type { RunningSidecar } from "./launch.js";
import type { RpcClient } from "./rpc-client.js";
import type { SidecarState } from "./state.js";

/** Keeps one sidecar running: starts it on first use and again, with growing pauses, when it dies. */
export class Supervisor {
  readonly #launch: () => Promise<RunningSidecar>;
  readonly #log: Log;
  readonly #changed = new Emitter<SidecarState>();
  readonly #backOff = new BackOff();
  #state: SidecarState = { state: "idle" };
  #ready = deferred<RpcClient>();
  #running: RunningSidecar | undefined;
  #timer: NodeJS.Timeout | undefined;
  /** Counts launches: news of an earlier one is ignored. */
  #launches = 0;
  #startedAt = 0;

  constructor(launch: () => Promise<RunningSidecar>, log: Log) {
    this.#launch = launch;
    this.#log = log;
  }

  get state(): SidecarState {
    return this.#state;
  }

  onState(listener: (state: SidecarState) => void): Disposable {
    return this.#changed.on(listener);
  }

  /** The client of the running process, which is started where none was; waits while one is on its way, rejects once that is given up. */
  client(): Promise<RpcClient> {
    if (this.#state.state === "idle") this.#start();
    return this.#ready.promise;
  }

  /** Ends the process, if there is one, and starts a new one, also after it was given up. */
  async restart(): Promise<void> {
    const before = this.#forget();
    this.#backOff.reset();
    const launch = this.#launches;
    this.#set({ state: "starting" });
    await before?.stop();
    if (launch === this.#launches) this.#start();
  }

  async stop(): Promise<void> {
    const before = this.#forget();
    this.#set({ state: "idle" });
    await before?.stop();
  }

  #forget(): RunningSidecar | undefined {
    clearTimeout(this.#timer);
    this.#launches++;
    const before = this.#running;
    this.#running = undefined;
    // Whoever waits goes on waiting; whoever comes later waits for the next process.
    if (before !== undefined || this.#state.state === "failed") this.#ready = deferred();
    return before;
  }

  #start(): void {
    const launch = ++this.#launches;
    this.#startedAt = performance.now();
    this.#set({ state: "starting" });
    this.#launch().then(
      (running) => {
        this.#launched(launch, running);
      },
      (error: unknown) => {
        if (launch !== this.#launches) return;
        if (error instanceof UserError) this.#fail(error);
        else this.#retry(error instanceof Error ? error.message : String(error));
      },
    );
  }

  #launched(launch: number, running: RunningSidecar): void {
    if (launch !== this.#launches) {
      void running.stop();
      return;
    }
    this.#running = running;
    this.#set({ state: "running" });
    this.#ready.resolve(running.client);
    void running.ended.then((reason) => {
      if (launch !== this.#launches) return;
      this.#running = undefined;
      this.#ready = deferred();
      this.#retry(reason);
    });
  }

  #retry(reason: string): void {
    const inMs = this.#backOff.next(performance.now() - this.#startedAt);
    this.#log.warn(`The sidecar stopped. ${reason}`);
    if (inMs === undefined) {
      this.#fail(
        new UserError(t("The sidecar keeps stopping and was given up."), {
          kind: "sidecarStopped",
          why: reason,
          fix: t("Look into the log, then restart the sidecar. “ai-chat-local doctor” checks the installation."),
          retryable: true,
        }),
      );
      return;
    }
    this.#set({ state: "restarting", attempt: this.#backOff.attempt, inMs, reason });
    this.#timer = setTimeout(() => {
      this.#start();
    }, inMs);
  }

  #fail(error: UserError): void {
    this.#log.error(error);
    // Nobody may be waiting.
    this.#ready.promise.catch(() => undefined);
    this.#ready.reject(error);
    this.#set({ state: "failed", error: describeError(error) });
  }

  #set(state: SidecarState): void {
    this.#state = state;
    this.#changed.fire(state);
  }
}

interface Deferred<T> {
  promise: Promise<T>;
  resolve: (value: T) => void;
  reject: (error: Error) => void;
}

function deferred<T>(): Deferred<T> {
  let resolve: (value: T) => void = () => undefined;
  let reject: (error: Error) => void = () => undefined;
  const promise = new Promise<T>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  return { promise, resolve, reject };
}
