import { createJavaScriptRegexEngine } from "shiki/engine/javascript";
import { expect, test } from "vitest";
import { PatientEngine } from "../../../extension/webviews/chat/markdown/patient-engine.js";

const patterns = ["never1", "never2", "word", "never3"];

test("A line that has no time gets a pattern further each time, and finds in the end what it finds at once", () => {
  const engine = new PatientEngine(createJavaScriptRegexEngine({ forgiving: true }));
  const scanner = engine.createScanner(patterns);
  const attempts = Array.from({ length: patterns.length + 1 }, () => engine.within(-1, () => scanner.findNextMatchSync("a word", 0, 0)));
  expect(attempts.slice(0, -1)).toEqual(patterns.map(() => undefined));
  expect(attempts.at(-1)).toEqual(createJavaScriptRegexEngine().createScanner(patterns).findNextMatchSync("a word", 0, 0));
  expect(attempts.at(-1)).toMatchObject({ index: 2 });
});

test("Without a limit it compiles them all, and other errors are not its own", () => {
  const engine = new PatientEngine(createJavaScriptRegexEngine({ forgiving: true }));
  expect(engine.createScanner(patterns).findNextMatchSync("a word", 0, 0)).toMatchObject({ index: 2 });
  expect(() =>
    engine.within(10, () => {
      throw new Error("Not this one.");
    }),
  ).toThrow("Not this one.");
});
