import type { ModelsListResult, ModelUse } from "../../../../shared-protocol/generated/protocol.js";
import { DisposableOwner, type Disposable } from "../../infrastructure/disposable.js";
import { describeError } from "../../infrastructure/errors.js";
import type { Sidecar } from "../../sidecar/index.js";
import { Loading } from "./loading.js";
import { readToHost } from "./message-guard.js";
import type { PickedFile, ToHost, ToView } from "./messages.js";

/** The models that can be chosen; another feature's business, which the composition root brings together with this one. */
export interface ModelChoice {
  readonly current: ModelsListResult | undefined;
  refresh(): Promise<void>;
  setDefault(model: string | undefined, use?: ModelUse): Promise<void>;
  onChange(listener: () => void): Disposable;
}

/** Lets the user choose a file; undefined: none was chosen. */
export type PickFile = (field: PickedFile) => Promise<string | undefined>;

/** Carries out what the Providers view asks for. Holds no truth: it asks the sidecar. */
export class ProvidersBridge extends DisposableOwner {
  readonly #sidecar: Sidecar;
  readonly #models: ModelChoice;
  readonly #post: (message: ToView) => void;
  readonly #showLog: () => void;
  readonly #loading: Loading;
  readonly #pickFile: PickFile;
  #listed = "";

  constructor(sidecar: Sidecar, models: ModelChoice, post: (message: ToView) => void, showLog: () => void, pickFile: PickFile) {
    super();
    this.#sidecar = sidecar;
    this.#models = models;
    this.#post = post;
    this.#showLog = showLog;
    this.#loading = this.register(new Loading(sidecar, post, () => models.refresh()));
    this.#pickFile = pickFile;
    this.register(
      models.onChange(() => {
        this.#postModels();
      }),
    );
  }

  async receive(value: unknown): Promise<void> {
    const message = readToHost(value);
    if (!message) return;
    try {
      await this.#handle(message);
    } catch (error) {
      const shown = describeError(error);
      if (message.type === "add" || message.type === "update") this.#post({ type: "refused", saveId: message.saveId, error: shown });
      else if (message.type === "test" || message.type === "testAndAsk")
        this.#post({ type: "testFailed", providerId: message.providerId, error: shown });
      else if (message.type === "setNetwork") this.#post({ type: "networkRefused", error: shown });
      else this.#post({ type: "failed", error: shown });
    }
  }

  async #handle(message: ToHost): Promise<void> {
    switch (message.type) {
      case "read":
        await this.#readAll();
        return;
      case "focused":
        // Each provider is asked for its models only when the list of providers is another one.
        if (await this.#readProviders()) await this.#models.refresh();
        return;
      case "add": {
        const { providerId } = await this.#sidecar.request("providers/add", message.provider);
        return this.#saved(message.saveId, providerId);
      }
      case "update":
        await this.#sidecar.request("providers/update", message.provider);
        return this.#saved(message.saveId, message.provider.providerId);
      case "remove":
        await this.#sidecar.request("providers/remove", { providerId: message.providerId });
        await this.#readAll();
        return;
      case "setEnabled":
        await this.#sidecar.request("providers/setEnabled", { providerId: message.providerId, enabled: message.enabled });
        await this.#readProviders();
        return this.#models.refresh();
      case "reorder":
        await this.#sidecar.request("providers/reorder", { providerIds: message.providerIds });
        await this.#readProviders();
        return this.#models.refresh();
      case "test":
      case "testAndAsk": {
        const asking = message.type === "testAndAsk" ? { askModel: true } : {};
        const result = await this.#sidecar.request("providers/test", { providerId: message.providerId, ...asking });
        this.#post({ type: "tested", providerId: message.providerId, result });
        return;
      }
      case "setDefault":
        return this.#models.setDefault(message.model, message.use);
      case "load":
        return this.#loading.move("models/load", message.model);
      case "unload":
        return this.#loading.move("models/unload", message.model);
      case "stopMoving":
        this.#loading.stop(message.model);
        return;
      case "setNetwork": {
        const network = await this.#sidecar.request("network/set", {
          ...(message.caFile === "" ? {} : { caFile: message.caFile }),
          ...(message.silenceLimitSeconds === 0 ? {} : { silenceLimitSeconds: message.silenceLimitSeconds }),
        });
        this.#post({ type: "network", network });
        return;
      }
      case "pickFile": {
        const path = await this.#pickFile(message.field);
        if (path !== undefined) this.#post({ type: "picked", field: message.field, path });
        return;
      }
      case "showLog":
        this.#showLog();
        return;
    }
  }

  async #saved(saveId: string, providerId: string): Promise<void> {
    await this.#readProviders();
    this.#post({ type: "saved", saveId, providerId });
    // The form is closed by now: what fails from here on is told by itself.
    await this.#readAll().catch((error: unknown) => {
      this.#post({ type: "failed", error: describeError(error) });
    });
  }

  async #readAll(): Promise<void> {
    await this.#readProviders();
    await Promise.all([this.#models.refresh(), this.#discover(), this.#readNetwork()]);
  }

  /** Whether there are others than were listed last. */
  async #readProviders(): Promise<boolean> {
    const { providers, kinds } = await this.#sidecar.request("providers/list", {});
    this.#post({ type: "providers", providers, kinds });
    const listed = JSON.stringify(providers);
    const changed = listed !== this.#listed;
    this.#listed = listed;
    return changed;
  }

  async #discover(): Promise<void> {
    const { found } = await this.#sidecar.request("providers/discover", {});
    this.#post({ type: "found", found });
  }

  async #readNetwork(): Promise<void> {
    const network = await this.#sidecar.request("network/get", {});
    this.#post({ type: "network", network });
  }

  #postModels(): void {
    const listed = this.#models.current;
    if (!listed) return;
    const { models, problems, defaultModel: chat, editModel: edits, embeddingModel: embeddings } = listed;
    this.#post({ type: "models", models, problems, defaults: { chat, edits, embeddings } });
  }
}
