import { RpcErrorCode, type ProvidersDiscoverResult } from "../../../../shared-protocol/generated/protocol.js";
import { DisposableOwner } from "../../infrastructure/disposable.js";
import { describeError } from "../../infrastructure/errors.js";
import type { Log } from "../../infrastructure/log.js";
import { Throttle } from "../../infrastructure/throttle.js";
import { RpcError, SidecarStoppedError, type Sidecar } from "../../sidecar/index.js";
import type { ChatHost, ModelChoice } from "./chat-host.js";
import { History } from "./history.js";
import { readToHost } from "./message-guard.js";
import type { SidecarState, ToHost, ToView } from "./messages.js";
import { Pulls } from "./pulls.js";
import { Replies } from "./replies.js";
import { ViewOutbox } from "./view-outbox.js";

const changesMergedMs = 200;

export interface ChatBridgeParts {
  sidecar: Sidecar;
  models: ModelChoice;
  host: ChatHost;
  log: Log;
  /** Is told how many replies run. */
  onReplies: (count: number) => void;
}

/** Carries out what the webview asks for and keeps it up to date. Holds no truth: it asks the sidecar. */
export class ChatBridge extends DisposableOwner {
  readonly #sidecar: Sidecar;
  readonly #models: ModelChoice;
  readonly #host: ChatHost;
  readonly #log: Log;
  readonly #outbox: ViewOutbox;
  readonly #replies: Replies;
  readonly #pulls: Pulls;
  readonly #history: History;
  readonly #changes: Throttle;
  #openChatChanged = false;
  #found: ProvidersDiscoverResult | undefined;

  constructor({ sidecar, models, host, log, onReplies }: ChatBridgeParts) {
    super();
    this.#sidecar = sidecar;
    this.#models = models;
    this.#host = host;
    this.#log = log;
    this.#outbox = new ViewOutbox((message) => {
      host.post(message);
    });
    const post = (message: ToView): void => {
      this.#outbox.post(message);
    };
    this.#replies = new Replies(post, onReplies);
    this.#pulls = new Pulls(sidecar, post);
    this.#history = new History(sidecar, this.#replies, post);
    this.#changes = this.register(
      new Throttle(changesMergedMs, () => {
        this.#showChanges();
      }),
    );
    this.register(this.#pulls.listen());
    this.#replies.listen(sidecar).forEach((listener) => this.register(listener));
    this.register(
      sidecar.on("chat/changed", ({ chatId }) => {
        this.#changed(chatId);
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

  /** Takes one message of the webview. */
  async receive(value: unknown): Promise<void> {
    const message = readToHost(value);
    if (!message) {
      this.#log.warn("The chat view sent a message that is not understood; it is ignored.");
      return;
    }
    await this.#guarded(() => this.#handle(message));
  }

  /** Tells the view what a command asked for, as soon as it is there. */
  tell(message: ToView): void {
    this.#outbox.tell(message);
  }

  /** The webview lost its document. */
  hidden(): void {
    this.#outbox.close();
  }

  stopAll(): Promise<void> {
    return this.#replies.stopAll();
  }

  async #handle(message: ToHost): Promise<void> {
    switch (message.type) {
      case "ready":
        this.#ready();
        return;
      case "listChats":
        return this.#history.list(message.before);
      case "searchChats":
        return this.#history.search(message.query);
      case "openChat":
        return this.#open(message.chatId, message.before);
      case "renameChat":
        await this.#history.rename(message.chatId, message.title);
        this.#changed(message.chatId);
        return;
      case "deleteChat":
        await this.#history.delete(message.chatId);
        this.#changed(message.chatId);
        return;
      case "send":
        return this.#send(message);
      case "regenerate":
        return this.#regenerate(message);
      case "stop":
        this.#replies.stop(message.replyId);
        return;
      case "setModel":
        return this.#models.setDefault(message.model);
      case "refreshModels":
        await Promise.all([this.#models.refresh(), this.#discover()]);
        return;
      case "addProvider": {
        const { kind, suggestedName, baseUrl } = message.provider;
        await this.#sidecar.request("providers/add", { kind, name: suggestedName, baseUrl });
        await Promise.all([this.#models.refresh(), this.#discover()]);
        return;
      }
      case "pull":
        await this.#pulls.run(message.model, message.pullId);
        return this.#models.refresh();
      case "cancelPull":
        this.#pulls.cancel(message.pullId);
        return;
      case "copy":
        return this.#host.copy(message.text);
      case "insertAtCursor":
        return this.#host.insertAtCursor(message.text);
      case "newFile":
        return this.#host.newFile(message.text, message.languageId);
      case "openLink":
        return this.#host.openLink(message.href);
      case "showLog":
        this.#host.showLog();
        return;
      case "restartSidecar":
        return this.#host.restartSidecar();
    }
  }

  #ready(): void {
    this.#outbox.open();
    // The view remembers which chat it shows, and asks for it next.
    this.#history.open(undefined);
    this.#postState();
    this.#postModels();
    this.#pulls.repost();
    if (this.#found) this.#outbox.post({ type: "found", providers: this.#found.found });
    if (this.#sidecar.state.state === "running") this.#readAll();
    else this.#sidecar.start();
    this.#outbox.flush();
  }

  /** Everything that the view shows, each part on its own: one that fails does not keep the others from it. */
  #readAll(): void {
    if (!this.#outbox.listening) return;
    this.#inBackground(() => this.#models.refresh());
    this.#inBackground(() => this.#history.list());
    const open = this.#history.openChatId;
    if (open !== undefined && !this.#replies.isUnstored(open)) this.#inBackground(() => this.#showOpen());
    if (!this.#found) this.#inBackground(() => this.#discover());
  }

  async #open(chatId: string | undefined, before: string | undefined): Promise<void> {
    if (chatId !== undefined && before !== undefined) return this.#history.showOlder(chatId, before);
    this.#history.open(chatId);
    return this.#showOpen();
  }

  async #showOpen(): Promise<void> {
    const chatId = this.#history.openChatId;
    try {
      await this.#history.show();
    } catch (error) {
      // Deleted meanwhile, by another window perhaps, or left in another data directory.
      if (!(error instanceof RpcError && error.code === RpcErrorCode.notFound) || chatId === undefined) throw error;
      this.#history.closed(chatId);
    }
  }

  async #send(message: Extract<ToHost, { type: "send" }>): Promise<void> {
    const { replyId, text, model, attachments } = message;
    const endedIn = await this.#replies.run(replyId, message.chatId, async (token, inChat) => {
      const chatId = message.chatId ?? (await this.#createChat(replyId, model, inChat));
      return this.#sidecar.request("chat/send", { chatId, replyId, text, model, attachments }, token);
    });
    this.#changed(endedIn);
  }

  async #createChat(replyId: string, model: string | undefined, inChat: (chatId: string) => void): Promise<string> {
    const { chatId } = await this.#sidecar.request("chat/create", { model });
    inChat(chatId);
    this.#history.open(chatId);
    this.#outbox.post({ type: "chatCreated", replyId, chat: await this.#history.summary(chatId) });
    return chatId;
  }

  async #regenerate({ chatId, messageId, replyId, model }: Extract<ToHost, { type: "regenerate" }>): Promise<void> {
    await this.#replies.run(replyId, chatId, (token) =>
      this.#sidecar.request("chat/regenerate", { chatId, messageId, replyId, model }, token),
    );
    this.#changed(chatId);
  }

  async #discover(): Promise<void> {
    this.#found = await this.#sidecar.request("providers/discover", {});
    this.#outbox.post({ type: "found", providers: this.#found.found });
  }

  /** @param chatId undefined: any of them may have changed */
  #changed(chatId: string | undefined): void {
    const open = this.#history.openChatId;
    if (open !== undefined && (chatId === undefined || chatId === open)) this.#openChatChanged = true;
    this.#changes.schedule();
  }

  #showChanges(): void {
    if (!this.#outbox.listening || this.#sidecar.state.state !== "running") return;
    this.#inBackground(() => this.#history.list());
    const open = this.#history.openChatId;
    // A reply that runs here shows itself; the chat is read when it has ended. One that failed before it was stored is only in the view.
    if (!this.#openChatChanged || open === undefined || this.#replies.inChat(open) || this.#replies.isUnstored(open)) return;
    this.#openChatChanged = false;
    this.#inBackground(() => this.#showOpen());
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

  #inBackground(action: () => Promise<void>): void {
    void this.#guarded(action);
  }

  async #guarded(action: () => Promise<void>): Promise<void> {
    try {
      await action();
    } catch (error) {
      this.#log.warn(error instanceof Error ? error.message : String(error));
      // The view says already where the sidecar stands, and reads everything once it is back.
      if (error instanceof SidecarStoppedError || this.#sidecar.state.state === "failed") return;
      this.#outbox.post({ type: "error", error: describeError(error) });
    }
  }
}
