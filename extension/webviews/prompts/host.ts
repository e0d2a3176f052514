import * as shared from "../shared/host.js";
import type { ToHost, ToView } from "../../src/features/prompts/messages.js";

export type Host = shared.Host<ToHost, ToView>;

export const connect = (): Host => shared.connect<ToHost, ToView>();
