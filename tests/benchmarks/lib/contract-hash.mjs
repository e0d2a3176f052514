import { readFileSync } from "node:fs";
import path from "node:path";
import { root } from "../../../scripts/lib/paths.mjs";

/** The hash that both sides of a session must have. */
export const contractHash = JSON.parse(readFileSync(path.join(root, "shared-protocol/generated/openrpc.json"), "utf8")).info[
  "x-contract-hash"
];
