import { env, LogLevel } from "@huggingface/transformers";
import { t } from "../l10n";

/** The library reads files that lie on this machine, and nothing else, whatever a model asks of it. */
export function keepOffline(): void {
  env.allowRemoteModels = false;
  env.allowLocalModels = true;
  env.useFSCache = false;
  env.useBrowserCache = false;
  env.useWasmCache = false;
  env.fetch = () => Promise.reject(new Error(t("The engine fetches nothing.")));
  env.logLevel = LogLevel.ERROR;
}
