import * as vscode from "vscode";
import type { Prompt } from "../../../../shared-protocol/generated/protocol.js";
import type { RegisterCommand } from "../../infrastructure/commands.js";
import { DisposableOwner, type Disposable } from "../../infrastructure/disposable.js";
import { lazily } from "../../infrastructure/lazily.js";
import type { Sidecar } from "../../sidecar/index.js";
import { editorActions } from "./actions.js";
import type { Ask } from "./ask-action.js";
import { LightBulb } from "./light-bulb.js";
import { PromptList } from "./prompt-list.js";
import type { Proposals } from "./proposals.js";

/** What models can do with the code in front. What carries it out runs only once it is asked for. */
export function addCode(sidecar: Sidecar, register: RegisterCommand, ask: Ask): Disposable {
  const owner = new DisposableOwner();
  const prompts = owner.register(new PromptList(sidecar));
  for (const action of editorActions)
    owner.register(
      register(`aiChatLocal.${action.id}`, async (at) => (await import("./ask-action.js")).askAction(action, ask, rangeOf(at))),
    );
  owner.register(
    register("aiChatLocal.runPrompt", async (name) => {
      const prompt = await prompts.choose(name);
      if (prompt) await (await import("./ask-action.js")).askPrompt(prompt, ask);
    }),
  );
  owner.register(
    register("aiChatLocal.writeCommitMessage", async (of) => (await import("./commit-message.js")).writeCommitMessage(sidecar, of)),
  );

  const quickEdits = lazily(async () => {
    const { QuickEdits } = await import("./quick-edits.js");
    return owner.register(new QuickEdits(sidecar));
  });
  owner.register(register("aiChatLocal.quickEdit", async () => (await quickEdits()).start()));
  owner.register(register("aiChatLocal.acceptEdit", async () => (await quickEdits()).accept()));
  owner.register(register("aiChatLocal.rejectEdit", async () => (await quickEdits()).reject()));
  owner.register(register("aiChatLocal.editAgain", async () => (await quickEdits()).again()));

  const proposals = async (): Promise<Proposals> => (await import("./proposals.js")).proposals;
  owner.register(register("aiChatLocal.acceptProposal", async () => (await proposals()).accept()));
  owner.register(register("aiChatLocal.rejectProposal", async () => (await proposals()).reject()));
  const offered = (): readonly Prompt[] => prompts.editorActions;
  owner.register(
    vscode.languages.registerCodeActionsProvider(
      [{ scheme: "file" }, { scheme: "untitled" }, { scheme: "vscode-remote" }],
      new LightBulb(offered),
      {
        providedCodeActionKinds: LightBulb.kinds,
      },
    ),
  );
  return owner;
}

const rangeOf = (value: unknown): vscode.Range | undefined => (value instanceof vscode.Range ? value : undefined);
