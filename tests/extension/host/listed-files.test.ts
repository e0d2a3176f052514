import { expect, test } from "vitest";
import { ListedFiles } from "../../../extension/src/features/chat/listed-files.js";

test("Files are listed once for what is typed behind an @, anew with the next one and after a while", async () => {
  let [reads, now] = [0, 100_000];
  const listed = new ListedFiles(
    () => Promise.resolve([{ kind: "file", id: "a", label: String(++reads) }]),
    () => now,
  );
  const labels = async (query: string) => (await listed.for(query)).map(({ label }) => label);
  expect([await labels(""), await labels("s"), await labels("se")]).toEqual([["1"], ["1"], ["1"]]);
  expect(await labels("")).toEqual(["2"]);
  now += 29_000;
  expect(await labels("a")).toEqual(["2"]);
  now += 31_000;
  expect(await labels("ab")).toEqual(["3"]);
});

test("A list that failed is tried again", async () => {
  let reads = 0;
  const listed = new ListedFiles(() => (++reads === 1 ? Promise.reject(new Error("No.")) : Promise.resolve([])));
  await expect(listed.for("a")).rejects.toThrow("No.");
  expect(await listed.for("ab")).toEqual([]);
});
