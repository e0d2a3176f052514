import type { PrivacyStatus } from "../../../../shared-protocol/generated/protocol.js";
import { DisposableOwner, type Disposable } from "../../infrastructure/disposable.js";
import { Emitter } from "../../infrastructure/emitter.js";
import type { Sidecar } from "../../sidecar/index.js";

/** Whether Local only is on, as the sidecar said last: any window and the command line may turn it. */
export class LocalOnly extends DisposableOwner {
  readonly #sidecar: Sidecar;
  readonly #changed = new Emitter<boolean>();
  #on: boolean | undefined;

  constructor(sidecar: Sidecar) {
    super();
    this.#sidecar = sidecar;
    this.register(
      sidecar.on("privacy/changed", ({ localOnly }) => {
        this.#know(localOnly);
      }),
    );
    const ask = (): void => {
      if (sidecar.state.state === "running") this.read().catch(() => undefined);
    };
    this.register(sidecar.onState(ask));
    ask();
  }

  /** Undefined until the sidecar has been asked. */
  get on(): boolean | undefined {
    return this.#on;
  }

  onChange(listener: (on: boolean) => void): Disposable {
    return this.#changed.on(listener);
  }

  async read(): Promise<PrivacyStatus> {
    return this.#keep(await this.#sidecar.request("privacy/get", {}));
  }

  async turn(localOnly: boolean): Promise<PrivacyStatus> {
    return this.#keep(await this.#sidecar.request("privacy/set", { localOnly }));
  }

  #keep(status: PrivacyStatus): PrivacyStatus {
    this.#know(status.localOnly);
    return status;
  }

  #know(on: boolean): void {
    if (this.#on === on) return;
    this.#on = on;
    this.#changed.fire(on);
  }
}
