import { expect, test } from "vitest";
import { LocalOnly } from "../../../extension/src/features/privacy/local-only.js";
import { readToHost } from "../../../extension/src/features/privacy/messages.js";
import { FakeSidecar } from "./support/fake-sidecar.js";

const turns = (localOnly: LocalOnly): boolean[] => {
  const seen: boolean[] = [];
  localOnly.onChange((on) => seen.push(on));
  return seen;
};

test("Local only is asked once the sidecar runs, and each turn is told once", async () => {
  const sidecar = new FakeSidecar().answer("privacy/get", () => ({ localOnly: true, outsideProviders: [] }));
  sidecar.state = { state: "starting" };
  const localOnly = new LocalOnly(sidecar);
  const seen = turns(localOnly);
  expect([localOnly.on, sidecar.count("privacy/get")]).toEqual([undefined, 0]);

  sidecar.become({ state: "running" });
  await expect.poll(() => localOnly.on).toBe(true);
  sidecar.notify("privacy/changed", { localOnly: true });
  sidecar.notify("privacy/changed", { localOnly: false });
  expect(seen).toEqual([true, false]);
});

test("A turn made here is known before its notification comes", async () => {
  const sidecar = new FakeSidecar()
    .answer("privacy/get", () => ({ localOnly: false, outsideProviders: ["work"] }))
    .answer("privacy/set", ({ localOnly }) => ({ localOnly, outsideProviders: ["work"] }));
  const localOnly = new LocalOnly(sidecar);
  await localOnly.read();
  expect(await localOnly.turn(true)).toEqual({ localOnly: true, outsideProviders: ["work"] });
  expect(localOnly.on).toBe(true);
});

test.each([
  [
    { type: "list", everything: true },
    { type: "list", everything: true },
  ],
  [
    { type: "list", everything: false, before: "1", more: 1 },
    { type: "list", everything: false, before: "1" },
  ],
  [{ type: "toggleLocalOnly", command: "x" }, { type: "toggleLocalOnly" }],
  [{ type: "list" }, undefined],
  [{ type: "list", everything: true, before: 1 }, undefined],
  [{ type: "list", everything: true, before: "x".repeat(65) }, undefined],
  [{ type: "run" }, undefined],
  ["list", undefined],
  [null, undefined],
])("The ledger's message %j is read as %j", (given, expected) => {
  expect(readToHost(given)).toEqual(expected);
});
