export type { Sidecar } from "./sidecar.js";
export { SupervisedSidecar } from "./sidecar.js";
export { launchSidecar } from "./launch.js";
export { locateSidecar } from "./locate.js";
export type { SidecarState } from "./state.js";
export { RpcError, SidecarStoppedError } from "./rpc-error.js";
