// The engine process by itself, as the sidecar starts it.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import rpc from "vscode-jsonrpc/node.js";
import { engineFolder, root } from "../../../scripts/lib/paths.mjs";
import { StepFailed } from "../../../scripts/lib/steps.mjs";
import { contractHash } from "./contract-hash.mjs";

export async function startEngine() {
  const program = path.join(process.env.AI_CHAT_LOCAL_ENGINE_DIR ?? engineFolder, "engine.mjs");
  if (!existsSync(program)) throw new StepFailed(`There is no ${path.relative(root, program)}. Run \`npm run build\` first.`);
  const child = spawn(process.execPath, [program], { stdio: ["pipe", "pipe", "ignore"] });
  const connection = rpc.createMessageConnection(new rpc.StreamMessageReader(child.stdout), new rpc.StreamMessageWriter(child.stdin));
  const ended = new Promise((resolve) => child.once("close", resolve));
  void ended.then(() => connection.dispose());
  connection.listen();
  const { physicalCores } = await connection.sendRequest("engine/initialize", { contractHash });
  return {
    physicalCores,
    /** @returns {Promise<{ prompt: number, generation: number }>} Tokens a second. */
    async ask({ messages, model, threads, contextLength, maxTokens }) {
      const result = await connection.sendRequest("engine/generate", {
        replyId: crypto.randomUUID(),
        modelPath: model,
        messages: messages.map(({ role, content }) => ({ role, text: content })),
        sampling: { temperature: 0, maxTokens },
        contextLength,
        threads,
      });
      return {
        prompt: (result.evaluatedPromptTokens / result.promptMs) * 1000,
        generation: (result.completionTokens / result.generationMs) * 1000,
      };
    },
    close: () => (child.stdin.end(), ended),
  };
}
