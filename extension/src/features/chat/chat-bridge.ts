import { DisposableOwner } from "../../infrastructure/disposable.js";
import { describeError } from "../../infrastructure/errors.js";
import type { Log } from "../../infrastructure/log.js";
import { SidecarStoppedError, type Sidecar } from "../../sidecar/index.js";
import type { ChatHost, ModelChoice } from "./chat-host.js";
import { Asking } from "./asking.js";
import { Composing, type Naming } from "./composing.js";
import { Deletions } from "./deletions.js";
import { History } from "./history.js";
import { readToHost } from "./message-guard.js";
import type { Attachment, ToHost, ToView } from "./messages.js";
import { Pulls } from "./pulls.js";
import type { Replies } from "./replies.js";
import { Shaping } from "./shaping.js";
import { UnseenQueue } from "./unseen-queue.js";
import { ViewOutbox } from "./view-outbox.js";
import { ViewReplies } from "./view-replies.js";
import { ViewUpdates } from "./view-updates.js";

export interface ChatBridgeParts {
  sidecar: Sidecar;
  models: ModelChoice;
  host: ChatHost;
  log: Log;
  /** Those of all views. */
  replies: Replies;
  /** One for all views: a question in any of them needs the model. */
  naming: Naming;
}

/** Carries out what the webview of one view asks for. Holds no truth: it asks the sidecar. */
export class ChatBridge extends DisposableOwner {
  readonly #sidecar: Sidecar;
  readonly #models: ModelChoice;
  readonly #host: ChatHost;
  readonly #log: Log;
  readonly #outbox: ViewOutbox;
  readonly #replies: ViewReplies;
  readonly #pulls: Pulls;
  readonly #history: History;
  readonly #deletions: Deletions;
  readonly #shaping: Shaping;
  readonly #composing: Composing;
  readonly #asking: Asking;
  readonly #unseen: UnseenQueue;
  readonly #updates: ViewUpdates;

  constructor({ sidecar, models, host, log, replies, naming }: ChatBridgeParts) {
    super();
    this.#sidecar = sidecar;
    this.#models = models;
    this.#host = host;
    this.#log = log;
    this.#outbox = new ViewOutbox((messages) => {
      host.post(messages);
    });
    this.register({
      dispose: () => {
        this.#outbox.close();
      },
    });
    const post = (message: ToView): void => {
      this.#post(message);
    };
    this.#replies = this.register(new ViewReplies(replies, post));
    this.#pulls = new Pulls(sidecar, post);
    this.#history = new History(sidecar, this.#replies, post, (chatId) => (host.lastChat = chatId));
    this.#deletions = this.register(new Deletions((deletion) => this.#history.delete(deletion), post));
    this.#shaping = new Shaping(sidecar, host, post);
    this.#composing = new Composing(sidecar, host, post);
    this.#asking = new Asking({
      sidecar,
      replies: this.#replies,
      history: this.#history,
      naming,
      host,
      post,
      guarded: (action) => this.#guarded(action),
    });
    this.#unseen = new UnseenQueue({
      kept: host.kept,
      isShown: () => this.#outbox.listening,
      isTemporary: async (chatId) => (await this.#history.summary(chatId)).temporary ?? false,
      send: (message) => this.#asking.send(message),
    });
    this.#updates = this.register(
      new ViewUpdates({
        ...{ sidecar, models, history: this.#history, replies: this.#replies, outbox: this.#outbox },
        inBackground: (action) => void this.#guarded(action),
      }),
    );
    this.register(this.#pulls.listen());
    this.register(
      replies.onChange((chatId) => {
        this.#updates.changed(chatId);
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
    void this.settle();
    void this.#guarded(() => this.#unseen.hidden());
  }

  /** Carries out what could still have been taken back. */
  settle(): Promise<void> {
    return this.#deletions.settle();
  }

  async #handle(message: ToHost): Promise<void> {
    if (buildsOnChat(message)) await this.#deletions.settle(message.chatId);
    switch (message.type) {
      case "ready":
        return this.#ready();
      case "used":
        this.#host.used();
        return;
      case "listChats":
        return this.#history.listBy(message.filter ?? {}, message.before);
      case "searchChats":
        return this.#history.search(message.query, message.filter ?? {});
      case "openChat":
        return this.#open(message);
      case "renameChat":
        await this.#history.rename(message.chatId, message.title);
        this.#updates.changed(message.chatId);
        return;
      case "deleteChat":
        return this.#deletions.add({ chatId: message.chatId });
      case "deleteMessage":
        return this.#deletions.add({ chatId: message.chatId, messageId: message.messageId });
      case "selectBranch":
        // What still runs beside the chosen one is not wanted any more.
        await this.#replies.stopAll(message.chatId);
        return this.#shaping.handle(message);
      case "loadSiblings":
        return this.#history.showSiblings(message.chatId, message.messageId);
      case "fork":
      case "rate":
      case "pinChat":
      case "archiveChat":
      case "chooseFolder":
      case "chooseTags":
      case "saveSettings":
        return this.#shaping.handle(message);
      case "keepDraft":
      case "findContext":
      case "attachContext":
      case "measureContext":
      case "listPrompts":
      case "listPresets":
        return this.#composing.handle(message);
      case "continue":
        return this.#unseen.after(await this.#asking.goOn(message), message);
      case "undoDelete":
        if (!this.#deletions.takeBack(message.chatId)) this.#updates.changed(message.chatId);
        return;
      case "send":
        return this.#unseen.after(await this.#asking.send(message), message);
      case "pickPictures":
        this.#attach(await this.#host.pickPictures());
        return;
      case "loadPicture":
        return this.#loadPicture(message);
      case "regenerate":
        return this.#unseen.after(await this.#asking.again(message), message);
      case "endSeen":
        this.#unseen.seen(message.replyId);
        return;
      case "stop":
        this.#replies.stop(message.replyId);
        return;
      case "setModel":
        return this.#chooseModel(message);
      case "refreshModels":
        return this.#updates.lookForModels();
      case "manageProviders":
        return this.#host.manageProviders();
      case "addProvider": {
        const { kind, suggestedName, baseUrl } = message.provider;
        await this.#sidecar.request("providers/add", { kind, name: suggestedName, baseUrl });
        return this.#updates.lookForModels();
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
      case "useCode":
        return this.#host.useCode(message.use, message.code);
      case "newFile":
        return this.#host.newFile(message.text, message.languageId);
      case "openLink":
        return this.#host.openLink(message.href);
      case "exportChat":
        return this.#host.exportChat(await this.#history.summary(message.chatId), message.messageId);
      case "printChat":
        return this.#host.printChat(await this.#history.summary(message.chatId));
      case "listKeys":
        this.#outbox.post({ type: "keys", commands: this.#host.commandKeys });
        return;
      case "changeKeys":
        return this.#host.changeKeys();
      case "showLog":
        this.#host.showLog();
        return;
      case "restartSidecar":
        return this.#host.restartSidecar();
    }
  }

  async #ready(): Promise<void> {
    this.#outbox.open();
    const { lastChat } = this.#host;
    this.#history.open(lastChat);
    if (lastChat !== undefined) this.#outbox.post({ type: "reopen", chatId: lastChat });
    this.#pulls.repost();
    this.#updates.showAll();
    // Before what a command attached meanwhile, which would be kept in its place.
    this.#outbox.post({ type: "keptDrafts", drafts: await this.#host.kept.all() });
    this.#outbox.flush();
  }

  async #open({ chatId, before, all }: Extract<ToHost, { type: "openChat" }>): Promise<void> {
    if (chatId !== undefined && before !== undefined) return this.#history.showOlder(chatId, before, all);
    this.#history.open(chatId);
    if (chatId === undefined) this.#host.titled(undefined);
    return this.#updates.showOpen();
  }

  /** A chat keeps its own model; one that does not exist yet begins with the default, which this is from now on. */
  async #chooseModel({ chatId, model }: Extract<ToHost, { type: "setModel" }>): Promise<void> {
    if (chatId === undefined) await this.#models.setDefault(model);
    else await this.#sidecar.request("chat/update", { chatId, model });
  }

  #attach(parts: Attachment[]): void {
    if (parts.length > 0) this.#outbox.tell({ type: "attach", parts });
  }

  async #loadPicture({ chatId, attachmentId }: Extract<ToHost, { type: "loadPicture" }>): Promise<void> {
    let data: string | undefined;
    try {
      ({ data } = await this.#sidecar.request("chat/attachment", { chatId, attachmentId }));
    } finally {
      this.#outbox.post({ type: "picture", attachmentId, data });
    }
  }

  #post(message: ToView): void {
    if (message.type === "chat" || message.type === "chatCreated") this.#host.titled(message.chat.title);
    if (message.type === "chatClosed" && this.#history.openChatId === undefined) this.#host.titled(undefined);
    this.#outbox.post(message);
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

/** What goes on from what a chat holds: what was deleted in it must be gone by then, and not take with it what follows. */
const buildsOnChat = (
  message: ToHost,
): message is Extract<ToHost, { type: "send" | "regenerate" | "continue" | "selectBranch" | "fork" }> =>
  ["send", "regenerate", "continue", "selectBranch", "fork"].includes(message.type);
