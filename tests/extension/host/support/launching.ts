import path from "node:path";
import type { Log } from "../../../../extension/src/infrastructure/log.js";
import { launchSidecar, type RunningSidecar } from "../../../../extension/src/sidecar/launch.js";
import type { OnNotification } from "../../../../extension/src/sidecar/rpc-client.js";

const script = path.join(import.meta.dirname, "fake-process.mjs");

export type Behaviour = "obeys" | "exits" | "refuses" | "deaf";

export const silent: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** Starts a real process in the sidecar's place. */
export function launch(behaviour: Behaviour, onNotification: OnNotification = () => undefined, log = silent): Promise<RunningSidecar> {
  return launchSidecar({
    command: { executable: process.execPath, args: [script, behaviour], waitsForDebugger: false },
    env: process.env,
    clientVersion: "1",
    locale: "en",
    dataDirectory: "/data",
    onNotification,
    log,
  });
}
