import { expect, test } from "vitest";
import { fenceInfo, isShell } from "../../../extension/webviews/chat/markdown/code-file.js";

test.each([
  ["ts", "", "let a;", "ts", undefined],
  ["ts", "src/a.ts", "", "ts", "src/a.ts"],
  ["ts:src/a.ts", "", "", "ts", "src/a.ts"],
  ["ts", 'title="src/a.ts"', "", "ts", "src/a.ts"],
  ["src/a.py", "", "", "py", "src/a.py"],
  ["js", "", "// src/a.js\nlet a;", "js", "src/a.js"],
  ["python", "", "# file: tools/run.py\n", "python", "tools/run.py"],
  ["js", "", "// See a.js for more\n", "js", undefined],
  ["js", "{1,3-4}", "", "js", undefined],
  ["text", "../../etc/passwd.txt", "", "text", undefined],
  ["", "", "1.5\n", "", undefined],
])("A fence %j %j with %j is %j of %j", (word, meta, code, language, fileName) => {
  expect(fenceInfo(word, meta, code)).toEqual({ language, ...(fileName === undefined ? {} : { fileName }) });
});

test("Shells are known by their other names too", () => {
  expect(["sh", "zsh", "Bash", "pwsh", "python"].map(isShell)).toEqual([true, true, true, true, false]);
});
