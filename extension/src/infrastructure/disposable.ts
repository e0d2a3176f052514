/** As VS Code has it; named here so that code without `vscode` can be an owner too. */
export interface Disposable {
  dispose(): void;
}

/** An owner: whatever is registered is disposed with it, the last first. */
export class DisposableOwner implements Disposable {
  readonly #owned: Disposable[] = [];
  #disposed = false;

  get disposed(): boolean {
    return this.#disposed;
  }

  /** Takes a disposable over; an owner that is disposed already disposes of it at once. */
  register<T extends Disposable>(disposable: T): T {
    if (this.#disposed) disposable.dispose();
    else this.#owned.push(disposable);
    return disposable;
  }

  dispose(): void {
    this.#disposed = true;
    for (let owned = this.#owned.pop(); owned; owned = this.#owned.pop()) owned.dispose();
  }
}
