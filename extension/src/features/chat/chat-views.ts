import { DisposableOwner } from "../../infrastructure/disposable.js";
import type { Log } from "../../infrastructure/log.js";
import type { Sidecar } from "../../sidecar/index.js";
import { ChatBridge } from "./chat-bridge.js";
import type { ChatActions, ChatPlace, ModelChoice } from "./chat-host.js";
import { Naming } from "./composing.js";
import type { ToView } from "./messages.js";
import { Replies } from "./replies.js";

export interface ChatViewsParts {
  sidecar: Sidecar;
  models: ModelChoice;
  actions: ChatActions;
  log: Log;
  /** Is told how many replies run, in all views together. */
  onReplies: (count: number) => void;
}

interface View {
  bridge: ChatBridge;
  place: ChatPlace;
}

/** The views of chats, in the side bar and in editors. Each shows its own chat; commands go to the one that was used last. */
export class ChatViews extends DisposableOwner {
  readonly #parts: ChatViewsParts;
  readonly #replies: Replies;
  readonly #naming: Naming;
  /** The one that was used last comes first. */
  #views: View[] = [];

  constructor(parts: ChatViewsParts) {
    super();
    this.#parts = parts;
    this.#replies = new Replies(parts.onReplies);
    this.#naming = new Naming(parts.sidecar);
    this.#replies.listen(parts.sidecar).forEach((listener) => this.register(listener));
    this.register({
      dispose: () => {
        for (const { bridge } of this.#views) bridge.dispose();
      },
    });
  }

  /** The chat of the view that was used last. */
  get lastChat(): string | undefined {
    return this.#views[0]?.place.lastChat;
  }

  /** A view that comes is not the one that commands go to until it is used, unless it is the only one. */
  add(place: ChatPlace): ChatBridge {
    const { actions, sidecar, models, log } = this.#parts;
    const host = {
      ...actions,
      kept: place.kept,
      get namesChats() {
        return actions.namesChats;
      },
      get lastChat() {
        return place.lastChat;
      },
      set lastChat(chatId) {
        place.lastChat = chatId;
      },
      post: (messages: readonly ToView[]) => {
        place.post(messages);
      },
      titled: (title: string | undefined) => {
        place.titled(title);
      },
      reveal: () => place.reveal(),
      used: () => {
        this.use(bridge);
      },
    };
    const bridge: ChatBridge = new ChatBridge({ sidecar, models, host, log, replies: this.#replies, naming: this.#naming });
    this.#views.push({ bridge, place });
    return bridge;
  }

  use(bridge: ChatBridge): void {
    const used = this.#views.find((view) => view.bridge === bridge);
    if (used) this.#views = [used, ...this.#views.filter((view) => view !== used)];
  }

  /** The view is gone for good. Its replies go on and are stored; what it deleted is deleted now. */
  async remove(bridge: ChatBridge): Promise<void> {
    this.#views = this.#views.filter((view) => view.bridge !== bridge);
    await bridge.settle();
    bridge.dispose();
  }

  /** Shows the view that was used last, and tells it what a command asked for. */
  async show(...messages: ToView[]): Promise<void> {
    this.tell(...messages);
    await this.#views[0]?.place.reveal();
  }

  /** Tells the view that was used last, and leaves the keyboard where it is. */
  tell(...messages: ToView[]): void {
    for (const message of messages) this.#views[0]?.bridge.tell(message);
  }

  /** Stops the answers in the view that was used last; where none runs there, all. */
  async stop(): Promise<void> {
    const chatId = this.lastChat;
    await this.#replies.stopAll(chatId !== undefined && this.#replies.inChat(chatId).length > 0 ? chatId : undefined);
  }

  /** Carries out what could still have been taken back. */
  async settle(): Promise<void> {
    await Promise.all(this.#views.map(({ bridge }) => bridge.settle()));
  }
}
