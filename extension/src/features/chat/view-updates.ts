import { RpcErrorCode, type ProvidersDiscoverResult } from "../../../../shared-protocol/generated/protocol.js";
import { DisposableOwner } from "../../infrastructure/disposable.js";
import { Throttle } from "../../infrastructure/throttle.js";
import { RpcError, type Sidecar } from "../../sidecar/index.js";
import type { ModelChoice } from "./chat-host.js";
import type { History } from "./history.js";
import type { SidecarState } from "./messages.js";
import type { ViewOutbox } from "./view-outbox.js";
import type { ViewReplies } from "./view-replies.js";

const changesMergedMs = 200;

export interface ViewUpdatesParts {
  sidecar: Sidecar;
  models: ModelChoice;
  history: History;
  replies: ViewReplies;
  outbox: ViewOutbox;
  /** Runs something whose failure the view is told. */
  inBackground: (action: () => Promise<void>) => void;
}

/** Keeps the view up to date: where the sidecar stands, the models, what was found, and the chats, whoever changed them. */
export class ViewUpdates extends DisposableOwner {
  readonly #sidecar: Sidecar;
  readonly #models: ModelChoice;
  readonly #history: History;
  readonly #replies: ViewReplies;
  readonly #outbox: ViewOutbox;
  readonly #inBackground: (action: () => Promise<void>) => void;
  readonly #changes: Throttle;
  #openChatChanged = false;
  #found: ProvidersDiscoverResult | undefined;

  constructor({ sidecar, models, history, replies, outbox, inBackground }: ViewUpdatesParts) {
    super();
    this.#sidecar = sidecar;
    this.#models = models;
    this.#history = history;
    this.#replies = replies;
    this.#outbox = outbox;
    this.#inBackground = inBackground;
    this.#changes = this.register(
      new Throttle(changesMergedMs, () => {
        this.#showChanges();
      }),
    );
    this.register(
      sidecar.on("chat/changed", ({ chatId }) => {
        this.changed(chatId);
      }),
    );
    this.register(
      sidecar.onState(() => {
        this.#postState();
        if (sidecar.state.state === "running") this.#readAll();
      }),
    );
    this.register(
      models.onChange(() => {
        this.#postModels();
      }),
    );
  }

  /** All that is known, for a view that is built anew; the rest follows. */
  showAll(): void {
    this.#postState();
    this.#postModels();
    if (this.#found) this.#outbox.post({ type: "found", providers: this.#found.found });
    if (this.#sidecar.state.state === "running") this.#readAll();
    else this.#sidecar.start();
  }

  /** Shows the open chat, or that it is gone. */
  async showOpen(): Promise<void> {
    const chatId = this.#history.openChatId;
    try {
      await this.#history.show();
    } catch (error) {
      // Deleted meanwhile, by another window perhaps, or left in another data directory.
      if (!(error instanceof RpcError && error.code === RpcErrorCode.notFound) || chatId === undefined) throw error;
      this.#history.closed(chatId);
    }
  }

  /** Asks for the models, and for servers that run on this machine. */
  async lookForModels(): Promise<void> {
    await Promise.all([this.#models.refresh(), this.#discover()]);
  }

  /** @param chatId undefined: any of them may have changed */
  changed(chatId: string | undefined): void {
    const open = this.#history.openChatId;
    if (open !== undefined && (chatId === undefined || chatId === open)) this.#openChatChanged = true;
    this.#changes.schedule();
  }

  /** Everything that the view shows, each part on its own: one that fails does not keep the others from it. */
  #readAll(): void {
    if (!this.#outbox.listening) return;
    this.#inBackground(() => this.#models.refresh());
    this.#inBackground(() => this.#history.list());
    const open = this.#history.openChatId;
    if (open !== undefined && !this.#replies.isUnstored(open)) this.#inBackground(() => this.showOpen());
    if (!this.#found) this.#inBackground(() => this.#discover());
  }

  async #discover(): Promise<void> {
    this.#found = await this.#sidecar.request("providers/discover", {});
    this.#outbox.post({ type: "found", providers: this.#found.found });
  }

  #showChanges(): void {
    if (!this.#outbox.listening || this.#sidecar.state.state !== "running") return;
    this.#inBackground(() => this.#history.list());
    const open = this.#history.openChatId;
    // A reply that the view is told shows itself; the chat is read when it has ended. One that failed before it was stored is only in the view.
    if (!this.#openChatChanged || open === undefined || this.#replies.isShown(open) || this.#replies.isUnstored(open)) return;
    this.#openChatChanged = false;
    this.#inBackground(() => this.showOpen());
  }

  #postState(): void {
    const state = this.#sidecar.state;
    const shown: SidecarState = state.state === "idle" ? { state: "starting" } : state;
    this.#outbox.post({ type: "sidecar", sidecar: shown });
  }

  #postModels(): void {
    const listed = this.#models.current;
    if (!listed) return;
    const problems = listed.problems.map(({ provider, message, error: { fix } }) => ({
      provider,
      message,
      ...(fix === undefined ? {} : { fix }),
    }));
    this.#outbox.post({ type: "models", models: listed.models, problems, model: listed.defaultModel });
  }
}
