export type { Sidecar } from "./sidecar.js";
export { SupervisedSidecar } from "./sidecar.js";
export type { SidecarState } from "./state.js";
export { RpcError, SidecarStoppedError } from "./rpc-error.js";
