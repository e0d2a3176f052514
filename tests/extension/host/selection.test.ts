import { expect, test } from "vitest";
import { toSelectionPart } from "../../../extension/src/features/chat/selection.js";

const selected = {
  fileName: "src/add.js",
  languageId: "javascript",
  start: { line: 0, character: 0 },
  end: { line: 0, character: 8 },
  text: "function",
};

function lines(start: [number, number], end: [number, number]): [number, number] | undefined {
  const part = toSelectionPart({
    ...selected,
    start: { line: start[0], character: start[1] },
    end: { line: end[0], character: end[1] },
  });
  return part && [part.startLine, part.endLine];
}

test("A selection carries file name, language, lines and text", () => {
  expect(toSelectionPart(selected)).toEqual({
    kind: "selection",
    fileName: "src/add.js",
    languageId: "javascript",
    startLine: 1,
    endLine: 1,
    text: "function",
  });
});

test("Lines are counted from 1 and the last is inclusive", () => {
  expect(lines([9, 2], [41, 5])).toEqual([10, 42]);
});

test("Whole lines end before the line that the cursor stands on", () => {
  expect(lines([9, 0], [12, 0])).toEqual([10, 12]);
});

test("Nothing but white space is no selection", () => {
  expect(toSelectionPart({ ...selected, text: " \n\t" })).toBeUndefined();
  expect(toSelectionPart({ ...selected, text: "" })).toBeUndefined();
});

test("A file name is shown the same on every system", () => {
  expect(toSelectionPart({ ...selected, fileName: "src\\lib\\add.js" })?.fileName).toBe("src/lib/add.js");
});
