/** What starts the process, and the client that speaks to it: loaded once it is to run. */
export { launchSidecar } from "./launch.js";
export { locateSidecar } from "./locate.js";
