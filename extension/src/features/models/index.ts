import type { RegisterCommand } from "../../infrastructure/commands.js";
import { DisposableOwner, type Disposable } from "../../infrastructure/disposable.js";
import type { Sidecar } from "../../sidecar/index.js";
import { ModelCatalog } from "./model-catalog.js";
import { ModelStatusBar } from "./status-bar.js";

/**
 * The choice of the model: status-bar item and picker. The catalog is what other features are given.
 * @param chosen is told what the user picked, for the chat that is shown
 */
export function addModels(
  sidecar: Sidecar,
  register: RegisterCommand,
  chosen: (model: string) => Promise<void>,
): { catalog: ModelCatalog; feature: Disposable } {
  const feature = new DisposableOwner();
  const catalog = feature.register(new ModelCatalog(sidecar));
  feature.register(new ModelStatusBar(sidecar, catalog));
  feature.register(register("aiChatLocal.selectModel", async () => (await import("./select-model.js")).selectModel(catalog, chosen)));
  feature.register(register("aiChatLocal.loadModel", async () => (await import("./load-model.js")).loadModel(sidecar, catalog)));
  feature.register(register("aiChatLocal.unloadModel", async () => (await import("./load-model.js")).unloadModel(sidecar, catalog)));
  return { catalog, feature };
}
