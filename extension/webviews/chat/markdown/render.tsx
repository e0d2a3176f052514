import type { Definition, Nodes } from "mdast";
import { Fragment, type ReactNode } from "react";
import { CodeBlock } from "./code-block.js";
import { directionOf } from "./direction.js";
import { Diagram } from "./diagram.js";
import { ExternalLink } from "./external-link.js";
import { Footnote, FootnoteMark } from "./footnote.js";
import { Formula } from "./formula.js";
import type { LongTable } from "./long-table.js";
import { Table } from "./table.js";
import { ToolCard, toolFences } from "./tool-card.js";
import { t } from "../../shared/l10n.js";

export interface RenderContext {
  definitions: ReadonlyMap<string, Definition>;
  /** True while the code may still grow. */
  open: boolean;
  /** The long table that this one is a piece of. */
  tableBefore?: LongTable | undefined;
  tableAfter?: LongTable | undefined;
}

export const all = (nodes: readonly Nodes[], context: RenderContext): ReactNode =>
  nodes.map((node, index) => <Fragment key={index}>{render(node, context)}</Fragment>);

/** A remote image is never loaded: it is a link with its words. */
const image = (url: string, alt: string): ReactNode => (
  <ExternalLink href={url} icon="file-media">
    {alt || url}
  </ExternalLink>
);

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
    case "code": {
      const tool = toolFences[node.lang?.toLowerCase() ?? ""];
      if (tool !== undefined && !context.open) return <ToolCard kind={tool} text={node.value} />;
      return node.lang?.toLowerCase() === "mermaid" && !context.open ? (
        <Diagram source={node.value} />
      ) : (
        <CodeBlock code={node.value} language={node.lang ?? ""} meta={node.meta ?? ""} />
      );
    }
    case "break":
      return <br />;
    case "thematicBreak":
      return <hr />;
    case "blockquote":
      return <blockquote dir={directionOf(node)}>{all(node.children, context)}</blockquote>;
    case "list":
      return node.ordered ? (
        <ol dir={directionOf(node)} start={node.start ?? 1}>
          {all(node.children, context)}
        </ol>
      ) : (
        <ul dir={directionOf(node)}>{all(node.children, context)}</ul>
      );
    case "listItem": {
      const only = node.children.length === 1 ? node.children[0] : undefined;
      const content = !node.spread && only?.type === "paragraph" ? all(only.children, context) : all(node.children, context);
      if (typeof node.checked !== "boolean") return <li>{content}</li>;
      return (
        <li className="task">
          <span
            role="img"
            aria-label={node.checked ? t("Done:") : t("To do:")}
            className={`codicon codicon-${node.checked ? "pass-filled" : "circle-large"}`}
          />
          <div>{content}</div>
        </li>
      );
    }
    case "table":
      return <Table rows={node.children} align={node.align ?? []} context={context} />;
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
      return <FootnoteMark label={node.label ?? node.identifier} />;
    case "footnoteDefinition":
      return (
        <Footnote label={node.label ?? node.identifier} direction={directionOf(node)}>
          {all(node.children, context)}
        </Footnote>
      );
    case "inlineMath": {
      const [begin, end] = node.display ? ["$$", "$$"] : ["$", "$"];
      return <Formula source={node.value} whole={`${begin}${node.value}${end}`} display={node.display} />;
    }
    case "definition":
    case "yaml":
    case "tableRow":
    case "tableCell":
      return null;
  }
}
