import type { ModelInfo } from "../../../../shared-protocol/generated/protocol.js";
import { t } from "../../infrastructure/l10n.js";
import type { SidecarState } from "../../sidecar/index.js";

/** A status bar is shared: the tooltip says the rest. */
const longestLabel = 12;

export type Severity = "none" | "warning" | "error";

export interface StatusText {
  icon: string;
  label: string;
  tooltip: string;
  severity: Severity;
}

/** What the status-bar item says. */
export function statusText(sidecar: SidecarState, model: ModelInfo | undefined): StatusText {
  switch (sidecar.state) {
    case "failed":
      return { icon: "error", label: "AI Chat", tooltip: sidecar.error.message, severity: "error" };
    case "restarting":
      return {
        icon: "warning",
        label: "AI Chat",
        tooltip: t("The sidecar stopped and is started again. {0}", sidecar.reason),
        severity: "warning",
      };
    case "idle":
      return {
        icon: "circle-outline",
        label: "AI Chat",
        tooltip: t("AI Chat Local: not started yet. Click to choose a model."),
        severity: "none",
      };
    case "starting":
      return { icon: "loading~spin", label: "AI Chat", tooltip: t("The sidecar is starting."), severity: "none" };
    case "running":
      return model
        ? {
            icon: model.leavesThisMachine ? "cloud" : "home",
            label: shorten(model.displayName),
            tooltip: describe(model),
            severity: "none",
          }
        : { icon: "circle-slash", label: t("No model"), tooltip: t("AI Chat Local: no model yet. Click to choose one."), severity: "none" };
  }
}

/** By what a reader takes for characters, so that none is cut in two. */
function shorten(name: string): string {
  const characters = Array.from(new Intl.Segmenter().segment(name), ({ segment }) => segment);
  return characters.length <= longestLabel
    ? name
    : `${characters
        .slice(0, longestLabel - 1)
        .join("")
        .trimEnd()}…`;
}

function describe(model: ModelInfo): string {
  const { displayName, model: name, leavesThisMachine, state } = model;
  if (leavesThisMachine) return t("{0} ({1}): what you ask leaves this machine. Click to change.", displayName, name);
  return state === "loaded"
    ? t("{0} ({1}): runs on this machine, in memory. Click to change.", displayName, name)
    : t("{0} ({1}): runs on this machine. Click to change.", displayName, name);
}
