import { CancellationTokenSource } from "vscode-jsonrpc/node";
import { DisposableOwner } from "../../infrastructure/disposable.js";
import { describeError } from "../../infrastructure/errors.js";
import type { Sidecar } from "../../sidecar/index.js";
import type { ToView } from "./messages.js";

/** Has models brought into memory and out of it, each of which can take minutes and be stopped. */
export class Loading extends DisposableOwner {
  readonly #running = new Map<string, CancellationTokenSource>();
  readonly #sidecar: Sidecar;
  readonly #post: (message: ToView) => void;
  readonly #refresh: () => Promise<void>;

  constructor(sidecar: Sidecar, post: (message: ToView) => void, refresh: () => Promise<void>) {
    super();
    this.#sidecar = sidecar;
    this.#post = post;
    this.#refresh = refresh;
    this.register({
      dispose: () => {
        for (const source of this.#running.values()) source.cancel();
      },
    });
  }

  stop(model: string): void {
    const source = this.#running.get(model);
    if (source) source.cancel();
    // Nothing is on its way: the view was told of another state than there is.
    else this.#post({ type: "moved", model });
  }

  /** One at a time for a model: the server would refuse the second. */
  async move(method: "models/load" | "models/unload", model: string): Promise<void> {
    if (this.#running.has(model)) return;
    const source = new CancellationTokenSource();
    this.#running.set(model, source);
    try {
      await this.#sidecar.request(method, { model }, source.token);
      await this.#refresh();
      this.#post({ type: "moved", model });
    } catch (error) {
      // Being stopped is no failure; the list tells what became of it, and where it cannot be read that is told.
      if (source.token.isCancellationRequested) {
        await this.#refresh().finally(() => {
          this.#post({ type: "moved", model });
        });
      } else this.#post({ type: "moveFailed", model, error: describeError(error) });
    } finally {
      this.#running.delete(model);
      source.dispose();
    }
  }
}
