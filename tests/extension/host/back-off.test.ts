import { expect, test } from "vitest";
import { BackOff } from "../../../extension/src/sidecar/back-off.js";

test("The pauses double up to half a minute, then it is given up", () => {
  const backOff = new BackOff();
  const delays = Array.from({ length: 8 }, () => backOff.next(100));
  expect(delays).toEqual([500, 1000, 2000, 4000, 8000, 16_000, 30_000, undefined]);
});

test("A stable minute forgives what was before", () => {
  const backOff = new BackOff();
  for (let i = 0; i < 5; i++) backOff.next(100);
  expect(backOff.next(59_999)).toBe(16_000);
  expect(backOff.next(60_000)).toBe(500);
  expect(backOff.next(0)).toBe(1000);
});
