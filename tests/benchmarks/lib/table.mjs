// One table for everything: what the product needs, what the limit needs, and their ratio.

/**
 * @typedef {object} Row
 * @property {string} measure
 * @property {string} product
 * @property {string} [reference] What it is compared with.
 * @property {number} [ratio]
 * @property {string} [target]
 * @property {boolean} [met]
 */

const columns = ["measure", "product", "reference", "ratio", "target", ""];

/** @param {Row[]} rows */
export function printTable(rows) {
  const cells = rows.map((row) => [
    row.measure,
    row.product,
    row.reference ?? "",
    row.ratio === undefined ? "" : row.ratio.toFixed(2),
    row.target ?? "",
    row.met === undefined ? "" : row.met ? "met" : "MISSED",
  ]);
  const widths = columns.map((name, i) => Math.max(name.length, ...cells.map((line) => line[i].length)));
  const print = (/** @type {string[]} */ line) => console.log(`| ${line.map((cell, i) => cell.padEnd(widths[i])).join(" | ")} |`);
  print(columns);
  print(widths.map((width) => "-".repeat(width)));
  for (const line of cells) print(line);
}

/** @param {number} value */
export const rounded = (value) => (Math.abs(value) >= 100 ? Math.round(value).toLocaleString("en") : value.toPrecision(3));
