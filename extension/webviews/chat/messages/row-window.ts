/** The rows that are in the document, `to` not included; the rest is empty space of their height. */
export interface RowRange {
  from: number;
  to: number;
}

/** How far beyond what is seen rows are kept ready, in pixels. */
const ready = 800;
/** Rows are put in when less than this is ready, and taken out when more than twice `ready` is. */
const least = 400;

/** Heights of a list's rows, by key: measured, or guessed until a row was shown once. */
export class RowHeights<Row extends { key: string }> {
  readonly #heights = new Map<string, number>();

  constructor(private readonly guess: (row: Row) => number) {}

  measured(key: string, height: number): void {
    this.#heights.set(key, height);
  }

  of(row: Row): number {
    const known = this.#heights.get(row.key);
    if (known !== undefined) return known;
    const guessed = this.guess(row);
    this.#heights.set(row.key, guessed);
    return guessed;
  }

  sum(rows: readonly Row[], from = 0, to = rows.length): number {
    let height = 0;
    for (let index = from; index < to; index++) {
      const row = rows[index];
      if (row) height += this.of(row);
    }
    return height;
  }

  /** The rows that lie between two heights. */
  between(rows: readonly Row[], top: number, bottom: number): RowRange {
    let [at, from, to] = [0, rows.length, rows.length];
    for (const [index, row] of rows.entries()) {
      const end = at + this.of(row);
      if (end > top && index < from) from = index;
      if (at >= bottom) {
        to = index;
        break;
      }
      at = end;
    }
    return { from: Math.max(0, Math.min(from, to - 1)), to };
  }

  /** What to show when the rows from `top` to `bottom` are in sight; the same object as before while that will do. */
  around(rows: readonly Row[], top: number, bottom: number, now: RowRange): RowRange {
    const needed = this.between(rows, top - least, bottom + least);
    const most = this.between(rows, top - 2 * ready, bottom + 2 * ready);
    const enough = now.from <= needed.from && now.to >= needed.to;
    const few = now.from >= most.from && now.to <= most.to;
    return enough && few ? now : this.between(rows, top - ready, bottom + ready);
  }

  /** The last rows, as many as a view of this height needs. */
  end(rows: readonly Row[], viewHeight: number): RowRange {
    let from = rows.length;
    for (let height = 0; from > 0 && height < viewHeight + ready; from--) {
      const row = rows[from - 1];
      if (row) height += this.of(row);
    }
    return { from, to: rows.length };
  }
}
