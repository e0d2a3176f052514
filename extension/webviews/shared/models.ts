import type { ModelInfo } from "../../../shared-protocol/generated/protocol.js";

/** Models that answer; an embedding model is none. */
export const canChat = ({ capabilities }: ModelInfo): boolean => capabilities.length === 0 || capabilities.includes("chat");

/** False also where nobody tells. */
export function isKnownToLack({ capabilities, unknownCapabilities = [] }: ModelInfo, capability: string): boolean {
  return capabilities.length > 0 && !unknownCapabilities.includes(capability) && !capabilities.includes(capability);
}
