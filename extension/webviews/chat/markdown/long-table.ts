/** What the pieces of a table that was cut have in common. */
export interface LongTable {
  /** Its head and the row below, as Markdown. */
  head: string;
  /** The share of each column, in percent: the pieces stand below each other as one. */
  columns: readonly number[];
}

const [narrowest, widest] = [4, 40];

/** The shares of columns by the words in the first rows. */
export function columnsOf(rows: string): readonly number[] {
  const widths: number[] = [];
  for (const row of rows.split("\n")) {
    const cells = row.replace(/^\||\|\s*$/g, "").split(/(?<!\\)\|/);
    for (const [index, cell] of cells.entries()) {
      const width = Math.min(widest, Math.max(narrowest, cell.trim().length));
      widths[index] = Math.max(widths[index] ?? 0, width);
    }
  }
  const all = widths.reduce((sum, width) => sum + width, 0);
  return widths.map((width) => (100 * width) / all);
}
