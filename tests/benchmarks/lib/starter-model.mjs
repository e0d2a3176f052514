// The starter model, where a chat on this machine has fetched it already.
import { existsSync, readdirSync } from "node:fs";
import { homedir } from "node:os";
import path from "node:path";

/** @returns {string | undefined} */
export function findStarterModel() {
  const data = process.env.XDG_DATA_HOME ?? path.join(homedir(), ".local", "share");
  const models = path.join(process.env.AI_CHAT_LOCAL_DATA_DIR ?? path.join(data, "ai-chat-local"), "models");
  if (!existsSync(models)) return undefined;
  const file = readdirSync(models, { recursive: true }).find((name) => /tinyllama.*\.gguf$/i.test(String(name)));
  return file && path.join(models, String(file));
}
