import { expect, test } from "vitest";
import { lazily } from "../../../extension/src/infrastructure/lazily.js";

test("What is made lazily is made once, for all who ask", async () => {
  let times = 0;
  const made = lazily(() => Promise.resolve(++times));
  expect(times).toBe(0);
  expect(await Promise.all([made(), made()])).toEqual([1, 1]);
  expect(await made()).toBe(1);
});

test("What could not be made is tried again by the next who asks", async () => {
  let times = 0;
  const made = lazily(() => (++times === 1 ? Promise.reject(new Error("The file is gone.")) : Promise.resolve(times)));
  const [first, second] = await Promise.allSettled([made(), made()]);
  expect([first.status, second.status]).toEqual(["rejected", "rejected"]);
  expect(await made()).toBe(2);
});
