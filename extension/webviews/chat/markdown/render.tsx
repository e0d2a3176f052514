import type { Definition, Nodes, TableRow } from "mdast";
import { Fragment, type ReactNode } from "react";
import { CodeBlock } from "./code-block.js";
import { ExternalLink } from "./external-link.js";

export interface RenderContext {
  definitions: ReadonlyMap<string, Definition>;
  /** True while the code may still grow. */
  open: boolean;
}

const all = (nodes: readonly Nodes[], context: RenderContext): ReactNode =>
  nodes.map((node, index) => <Fragment key={index}>{render(node, context)}</Fragment>);

/** A remote image is never loaded: it is a link with its words. */
const image = (url: string, alt: string): ReactNode => (
  <ExternalLink href={url} icon="file-media">
    {alt || url}
  </ExternalLink>
);

function table(rows: readonly TableRow[], align: readonly (string | null)[], context: RenderContext): ReactNode {
  const row = (cells: TableRow, Cell: "th" | "td") => (
    <tr>
      {cells.children.map((cell, index) => (
        <Cell key={index} className={`align-${align[index] ?? "left"}`} {...(Cell === "th" ? { scope: "col" } : {})}>
          {all(cell.children, context)}
        </Cell>
      ))}
    </tr>
  );
  const [head, ...body] = rows;
  return (
    <div className="table-scroller" tabIndex={0} role="region" aria-label="Table">
      <table>
        {head && <thead>{row(head, "th")}</thead>}
        <tbody>
          {body.map((cells, index) => (
            <Fragment key={index}>{row(cells, "td")}</Fragment>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** A syntax tree as React elements. Nothing becomes HTML by way of a string, so hostile text stays text. */
export function render(node: Nodes, context: RenderContext): ReactNode {
  switch (node.type) {
    case "root":
      return all(node.children, context);
    case "paragraph":
      return <p dir="auto">{all(node.children, context)}</p>;
    case "heading": {
      // An answer's headings stand below the view's own.
      const Heading = ({ 1: "h3", 2: "h4", 3: "h5", 4: "h6", 5: "h6", 6: "h6" } as const)[node.depth];
      return (
        <Heading dir="auto" className={`heading-${node.depth}`}>
          {all(node.children, context)}
        </Heading>
      );
    }
    case "text":
      return node.value;
    case "emphasis":
      return <em>{all(node.children, context)}</em>;
    case "strong":
      return <strong>{all(node.children, context)}</strong>;
    case "delete":
      return <del>{all(node.children, context)}</del>;
    case "inlineCode":
      return <code>{node.value}</code>;
    case "code":
      return <CodeBlock code={node.value} language={node.lang ?? ""} open={context.open} />;
    case "break":
      return <br />;
    case "thematicBreak":
      return <hr />;
    case "blockquote":
      return <blockquote>{all(node.children, context)}</blockquote>;
    case "list":
      return node.ordered ? <ol start={node.start ?? 1}>{all(node.children, context)}</ol> : <ul>{all(node.children, context)}</ul>;
    case "listItem": {
      const only = node.children.length === 1 ? node.children[0] : undefined;
      const content = !node.spread && only?.type === "paragraph" ? all(only.children, context) : all(node.children, context);
      if (typeof node.checked !== "boolean") return <li dir="auto">{content}</li>;
      return (
        <li dir="auto" className="task">
          <span
            role="img"
            aria-label={node.checked ? "Done:" : "To do:"}
            className={`codicon codicon-${node.checked ? "pass-filled" : "circle-large"}`}
          />
          <div>{content}</div>
        </li>
      );
    }
    case "table":
      return table(node.children, node.align ?? [], context);
    case "link":
      return <ExternalLink href={node.url}>{all(node.children, context)}</ExternalLink>;
    case "linkReference": {
      const url = context.definitions.get(node.identifier)?.url;
      return url === undefined ? all(node.children, context) : <ExternalLink href={url}>{all(node.children, context)}</ExternalLink>;
    }
    case "image":
      return image(node.url, node.alt ?? "");
    case "imageReference": {
      const url = context.definitions.get(node.identifier)?.url;
      return url === undefined ? (node.alt ?? "") : image(url, node.alt ?? "");
    }
    case "html":
      return <span className="raw-html">{node.value}</span>;
    case "footnoteReference":
      return <sup>[{node.label ?? node.identifier}]</sup>;
    case "footnoteDefinition":
      return (
        <div className="footnote">
          <span>[{node.label ?? node.identifier}]</span>
          <div>{all(node.children, context)}</div>
        </div>
      );
    case "definition":
    case "yaml":
    case "tableRow":
    case "tableCell":
      return null;
  }
}
