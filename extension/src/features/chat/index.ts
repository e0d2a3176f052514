import * as vscode from "vscode";
import type { SelectionPart } from "../../../../shared-protocol/generated/protocol.js";
import type { RegisterCommand } from "../../infrastructure/commands.js";
import { DisposableOwner, type Disposable } from "../../infrastructure/disposable.js";
import { lazily } from "../../infrastructure/lazily.js";
import { registerChatCommands } from "./commands.js";
import { chatTabType, chatViewId } from "./contributed.js";
import type { ChatPlaces, ChatPlacesParts } from "./places.js";

export interface ChatFeature extends Disposable {
  /** The chat of the view that was used last. */
  lastChat(): Promise<string | undefined>;
  /** Makes a model that of the chat in the view that was used last. */
  chooseModel(model: string): Promise<void>;
  /** Shows the view and asks in it. */
  ask(text: string, selection?: SelectionPart): Promise<void>;
  /** Carries out what could still have been taken back; before the sidecar is stopped. */
  settle(): Promise<void>;
}

/** The chat views and their commands. What they are made of runs only once one is shown or asked for. */
export function addChat({ register, ...parts }: ChatPlacesParts & { register: RegisterCommand }): ChatFeature {
  const owner = new DisposableOwner();
  let loaded: ChatPlaces | undefined;
  const places = lazily(async () => {
    const { chatPlaces } = await import("./places.js");
    loaded = chatPlaces(parts);
    owner.register(loaded.views);
    return loaded;
  });
  owner.register(
    vscode.window.registerWebviewViewProvider(chatViewId, {
      resolveWebviewView: async (view) => {
        (await places()).panel.resolveWebviewView(view);
      },
    }),
  );
  owner.register(
    vscode.window.registerWebviewPanelSerializer(chatTabType, {
      deserializeWebviewPanel: async (panel, state) => {
        (await places()).tabs.restore(panel, state);
      },
    }),
  );
  for (const command of registerChatCommands(register, places)) owner.register(command);
  return {
    lastChat: async () => (await places()).views.lastChat,
    chooseModel: async (model) => {
      (await places()).views.tell({ type: "chooseModel", model });
    },
    ask: async (text, selection) => {
      const { views } = await places();
      await views.show({ type: "ask", text, ...(selection === undefined ? {} : { selection }) });
    },
    // At once: VS Code disposes of everything as soon as `deactivate` has been called, without waiting for it.
    settle: () => loaded?.views.settle() ?? Promise.resolve(),
    dispose: () => {
      owner.dispose();
    },
  };
}
