import type { TableRow } from "mdast";
import { Fragment, type ReactNode } from "react";
import { t } from "../../shared/l10n.js";
import { directionOf } from "./direction.js";
import { all, type RenderContext } from "./render.js";

interface Props {
  rows: readonly TableRow[];
  align: readonly (string | null)[];
  context: RenderContext;
}

/** A table that scrolls sideways by itself. One that was cut stands in several pieces, whose columns have the same shares. */
export function Table({ rows, align, context }: Props) {
  const row = (cells: TableRow, Cell: "th" | "td"): ReactNode => (
    <tr>
      {cells.children.map((cell, index) => (
        <Cell key={index} dir="auto" className={`align-${align[index] ?? "left"}`} {...(Cell === "th" ? { scope: "col" } : {})}>
          {all(cell.children, context)}
        </Cell>
      ))}
    </tr>
  );
  const [head, ...body] = rows;
  const { tableBefore, tableAfter } = context;
  const piece = tableBefore ?? tableAfter;
  return (
    <div
      className={`table-scroller${tableBefore ? " goes-on" : ""}${tableAfter ? " cut" : ""}`}
      dir={directionOf({ type: "table", children: [...rows] })}
      tabIndex={0}
      role="group"
      aria-label={tableBefore ? t("Table, more rows") : t("Table")}
    >
      <table className={piece ? "piece" : ""}>
        {piece && (
          <colgroup>
            {piece.columns.map((share, index) => (
              <col key={index} style={{ width: `${share}%` }} />
            ))}
          </colgroup>
        )}
        {head && <thead className={tableBefore ? "repeated" : ""}>{row(head, "th")}</thead>}
        <tbody>
          {body.map((cells, index) => (
            <Fragment key={index}>{row(cells, "td")}</Fragment>
          ))}
        </tbody>
      </table>
    </div>
  );
}
