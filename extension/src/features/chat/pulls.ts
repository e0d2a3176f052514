import { CancellationTokenSource } from "vscode-jsonrpc/node";
import type { ModelsPullProgress } from "../../../../shared-protocol/generated/protocol.js";
import type { Disposable } from "../../infrastructure/disposable.js";
import { describeError } from "../../infrastructure/errors.js";
import type { Sidecar } from "../../sidecar/index.js";
import type { ToView } from "./messages.js";

interface Running {
  cancel: CancellationTokenSource;
  progress?: ModelsPullProgress;
}

/** The downloads that the view started. They go on while it is hidden. */
export class Pulls {
  readonly #running = new Map<string, Running>();
  readonly #sidecar: Sidecar;
  readonly #post: (message: ToView) => void;

  constructor(sidecar: Sidecar, post: (message: ToView) => void) {
    this.#sidecar = sidecar;
    this.#post = post;
  }

  listen(): Disposable {
    return this.#sidecar.on("models/pullProgress", (progress) => {
      const running = this.#running.get(progress.pullId);
      if (!running) return;
      running.progress = progress;
      this.#post({ type: "pullProgress", ...progress });
    });
  }

  /** Ends with the download, and tells the view how. */
  async run(model: string, pullId: string): Promise<void> {
    if (this.#running.has(pullId)) return;
    const cancel = new CancellationTokenSource();
    this.#running.set(pullId, { cancel });
    try {
      const { status } = await this.#sidecar.request("models/pull", { model, pullId }, cancel.token);
      this.#post({ type: "pullEnded", pullId, status });
    } catch (error) {
      this.#post({ type: "pullFailed", pullId, error: describeError(error) });
    } finally {
      this.#running.delete(pullId);
      cancel.dispose();
    }
  }

  cancel(pullId: string): void {
    this.#running.get(pullId)?.cancel.cancel();
  }

  /** How far each has come, for a view that is built anew. */
  repost(): void {
    for (const { progress } of this.#running.values()) if (progress) this.#post({ type: "pullProgress", ...progress });
  }
}
