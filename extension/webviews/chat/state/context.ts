import { createContext, useCallback, useContext, useSyncExternalStore } from "react";
import { useStore } from "zustand";
import { createStore, type StoreApi } from "zustand/vanilla";
import type { Host } from "../host.js";
import { Actions } from "./actions.js";
import { LiveReplies, type LiveReply } from "./live-replies.js";
import { initialState, modelOf, type ViewState } from "./view-state.js";

export interface ChatView {
  store: StoreApi<ViewState>;
  live: LiveReplies;
  actions: Actions;
}

export function createChatView(host: Host, live = new LiveReplies()): ChatView {
  const store = createStore<ViewState>(() => initialState);
  // Before anybody else hears of a change, so that nobody sees a chat with the model of another one.
  store.subscribe((state) => {
    const model = modelOf(state);
    if (model !== state.model) store.setState({ model });
  });
  return { store, live, actions: new Actions(store, live, host) };
}

export const ChatViewContext = createContext<ChatView | undefined>(undefined);

export function useChatView(): ChatView {
  const view = useContext(ChatViewContext);
  if (!view) throw new Error("A component of the chat stands outside of ChatViewContext.");
  return view;
}

export const useView = <T>(selector: (state: ViewState) => T): T => useStore(useChatView().store, selector);

export const useActions = (): Actions => useChatView().actions;

/** The text of a running reply; renders at most once per animation frame. */
export function useLiveReply(replyId: string | undefined): LiveReply {
  const { live } = useChatView();
  const subscribe = useCallback(
    (listener: () => void) => (replyId === undefined ? () => undefined : live.subscribe(replyId, listener)),
    [live, replyId],
  );
  return useSyncExternalStore(subscribe, () => live.get(replyId ?? ""));
}
