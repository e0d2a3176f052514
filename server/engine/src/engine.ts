import { ResponseError, type CancellationToken, type MessageConnection } from "vscode-jsonrpc/node";
import {
  contractHash,
  RpcErrorCode,
  type EngineInitializeParams,
  type EngineInitializeResult,
  type RpcNotifications,
  type RpcRequests,
} from "../../../shared-protocol/generated/protocol";
import { physicalCores } from "./cores/physical-cores";
import { embed } from "./embed/embed";
import { Generation } from "./generate/generate";
import { inspect } from "./inspect";
import { speak, t } from "./l10n";
import { LlamaLibrary } from "./models/llama";
import { ModelPool } from "./models/model-pool";
import { invalidParams, toResponseError } from "./wire/failure";

declare const ENGINE_VERSION: string;

type EngineMethod = Extract<keyof RpcRequests, `engine/${string}`>;

/** Answers the `engine/*` methods of the contract. */
export class Engine {
  readonly #cores = physicalCores();
  readonly #library = new LlamaLibrary(this.#cores);
  readonly #pool: ModelPool;
  #initialized = false;

  constructor(
    private readonly connection: MessageConnection,
    idleMs: number,
  ) {
    this.#pool = new ModelPool(this.#library, idleMs);
    this.#on("engine/initialize", (params) => this.#initialize(params));
    this.#on("engine/inspect", ({ modelPath }) => inspect(modelPath));
    this.#on("engine/status", () => ({ loaded: this.#pool.status(), residentBytes: process.memoryUsage.rss() }));
    this.#on("engine/unload", async ({ modelPath }) => {
      await this.#pool.unload(modelPath);
      return {};
    });
    this.#on("engine/embed", (params, token) => {
      if (params.texts.length === 0) throw invalidParams("There is no text.");
      return embed(params, this.#pool, this.#cores, abortSignalOf(token));
    });
    this.#on("engine/generate", (params, token) => {
      if (params.messages.length === 0) throw invalidParams("There is no message to answer.");
      const reporter = {
        delta: (delta: RpcNotifications["engine/delta"]) => this.connection.sendNotification("engine/delta", delta),
        progress: (progress: RpcNotifications["engine/progress"]) => void this.connection.sendNotification("engine/progress", progress),
      };
      return new Generation(params, this.#pool, this.#cores, reporter, abortSignalOf(token)).run();
    });
  }

  /** True while llama.cpp works for a reply. */
  get busy(): boolean {
    return this.#pool.busy;
  }

  async #initialize(params: EngineInitializeParams): Promise<EngineInitializeResult> {
    speak(params.locale);
    if (params.contractHash !== contractHash) {
      throw new ResponseError(RpcErrorCode.contractMismatch, t("The engine comes from another build than the sidecar."), {
        kind: "contractMismatch",
        fix: t("Install AI Chat Local again, or run `npm run build` in its repository."),
        retryable: false,
      });
    }
    const { llamaCppRelease } = await this.#library.get();
    this.#initialized = true;
    return {
      engineVersion: ENGINE_VERSION,
      nodeVersion: process.versions.node,
      llamaCppRelease: llamaCppRelease.release,
      physicalCores: this.#cores,
    };
  }

  #on<M extends EngineMethod>(
    method: M,
    handler: (params: RpcRequests[M]["params"], token: CancellationToken) => RpcRequests[M]["result"] | Promise<RpcRequests[M]["result"]>,
  ): void {
    this.connection.onRequest(method, async (params: RpcRequests[M]["params"], token: CancellationToken) => {
      if (!this.#initialized && method !== "engine/initialize") {
        return new ResponseError(RpcErrorCode.notInitialized, "engine/initialize comes first.");
      }
      try {
        return await handler(params, token);
      } catch (error) {
        return toResponseError(error);
      }
    });
  }
}

function abortSignalOf(token: CancellationToken): AbortSignal {
  const controller = new AbortController();
  if (token.isCancellationRequested) controller.abort();
  else token.onCancellationRequested(() => controller.abort());
  return controller.signal;
}
