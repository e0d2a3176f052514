import { expect, test } from "vitest";
import { place } from "../../../extension/src/features/code/place.js";

const file = `import { log } from "./log.js";

export class Cart {
  #items = [];

  add(item) {
    this.#items.push(item);
    log("added");
  }

  total() {
    let sum = 0;
    for (const item of this.#items) {
      sum += item.price;
    }
    return sum;
  }
}

export function empty() {
  return new Cart();
}
`;

const rewrittenTotal = `  total() {
    return this.#items.reduce((sum, { price }) => sum + price, 0);
  }`;

const withTotal = file.replace(/ {2}total\(\)[^]*?\n {2}\}/, () => rewrittenTotal);

const check = (code: string, expected: string | undefined, on = file): void => {
  expect(place(on, code)).toBe(expected);
};

test("A method that was written anew takes the place of the old one", () => {
  expect(withTotal).not.toBe(file);
  check(rewrittenTotal, withTotal);
});

test("Code at the margin gets the indentation of the place", () => {
  check(rewrittenTotal.replaceAll(/^ {2}/gm, ""), withTotal);
});

test("A method whose parameters changed is known by its name", () => {
  check(
    "add(item, count) {\n  this.#items.push({ item, count });\n}",
    file.replace(/ {2}add\(item\)[^]*?\n {2}\}/, "  add(item, count) {\n    this.#items.push({ item, count });\n  }"),
  );
});

test("Changed lines between unchanged ones are replaced, and only those", () => {
  check(`    this.#items.push(item);\n    log("one more");\n  }\n\n  total() {`, file.replace('log("added")', 'log("one more")'));
});

test("New lines go beside the lines that they were shown with", () => {
  check("  #items = [];\n  #discount = 0;", file.replace("  #items = [];", "  #items = [];\n  #discount = 0;"));
});

test("A whole file replaces it", () => {
  const whole = file.replaceAll("item", "article");
  check(whole.trimEnd(), whole);
});

test("What was left out by a comment stays", () => {
  check(
    `import { log } from "./log.js";\nimport { tax } from "./tax.js";\n\n// ... existing code ...\n\n${rewrittenTotal}`,
    withTotal.replace('"./log.js";', '"./log.js";\nimport { tax } from "./tax.js";'),
  );
});

test("Code that is about something else finds no place", () => {
  check("SELECT name FROM users WHERE id = 1;", undefined);
  check("}", undefined);
});

test("An empty file takes all of it", () => {
  check("let a = 1;\n", "let a = 1;\n", "");
});

test("Line ends of the file and its last line stay as they are", () => {
  const windows = file.replaceAll("\n", "\r\n");
  check(rewrittenTotal, withTotal.replaceAll("\n", "\r\n"), windows);
  check("let b = 2;\nlet c = 4;", "let a = 1;\nlet b = 2;\nlet c = 4;", "let a = 1;\nlet b = 2;\nlet c = 3;");
});

test("Blocks without brackets end where the indentation does", () => {
  check(
    "def area(r):\n    return math.pi * r ** 2",
    "import math\n\ndef area(r):\n    return math.pi * r ** 2\n\nprint(area(2))\n",
    "import math\n\ndef area(r):\n    x = r * r\n    return 3.14 * x\n\nprint(area(2))\n",
  );
});

test("Braces on lines of their own belong to the block", () => {
  check(
    "int Twice(int x)\n{\n    return x << 1;\n}",
    "class A\n{\n    int Twice(int x)\n    {\n        return x << 1;\n    }\n\n    int Other() => 1;\n}\n",
    "class A\n{\n    int Twice(int x)\n    {\n        var y = x;\n        return y + y;\n    }\n\n    int Other() => 1;\n}\n",
  );
});

test("A file of 5,000 lines is searched in well under a second", () => {
  const long = Array.from({ length: 5000 }, (_, line) => `const value${line} = compute(${line}, "text ${line}");`).join("\n");
  const started = performance.now();
  check(
    'const value4000 = compute(4000, "other");\nconst value4001 = compute(4001, "text 4001");',
    long.replace('"text 4000"', '"other"'),
    long,
  );
  expect(performance.now() - started).toBeLessThan(2000);
});
