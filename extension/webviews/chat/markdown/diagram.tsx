import { useEffect, useRef, useState } from "react";
import { CodeBlock } from "./code-block.js";
import { drawDiagram, type Drawing } from "./mermaid.js";
import { useThemeName } from "./use-theme-name.js";
import { t } from "../../shared/l10n.js";

/** How much a diagram may be shrunk to fit; beyond that it scrolls, so that its words can be read. */
const smallest = 0.75;

/** A diagram in Mermaid's language as a picture, its source below; what cannot be drawn is its source alone. */
export function Diagram({ source }: { source: string }) {
  const stage = useRef<HTMLDivElement>(null);
  const theme = useThemeName();
  const [drawing, setDrawing] = useState<Drawing>();
  const [failure, setFailure] = useState<string>();
  const [open, setOpen] = useState(false);
  useEffect(() => {
    if (!stage.current) return;
    let shown = true;
    drawDiagram(source, stage.current).then(
      (drawn) => {
        if (!shown) return;
        setDrawing(drawn);
        setFailure(undefined);
      },
      (error: unknown) => {
        if (!shown) return;
        setDrawing(undefined);
        setFailure(error instanceof Error ? (error.message.split("\n", 1)[0] ?? "") : String(error));
      },
    );
    return () => {
      shown = false;
    };
  }, [source, theme]);
  return (
    <figure className="diagram" aria-label={t("Diagram")}>
      <div ref={stage} className="diagram-stage" aria-hidden="true" />
      {drawing && (
        <>
          <div className="diagram-picture" tabIndex={0} role="group" aria-label={t("Diagram")}>
            <img
              style={{ minWidth: drawing.width * smallest }}
              src={drawing.url}
              width={drawing.width}
              height={drawing.height}
              alt={t("Diagram: {0}", firstLine(source))}
              draggable={false}
            />
          </div>
          <button type="button" className="fold" aria-expanded={open} onClick={() => setOpen(!open)}>
            <span className={`codicon codicon-chevron-${open ? "down" : "right"}`} aria-hidden="true" />
            {t("Source")}
          </button>
        </>
      )}
      {failure !== undefined && (
        <p className="mark">
          <span className="codicon codicon-warning" aria-hidden="true" />
          <span>{t("This diagram cannot be drawn: {0}", failure)}</span>
        </p>
      )}
      {(!drawing || open) && <CodeBlock code={source} language="mermaid" />}
    </figure>
  );
}

const firstLine = (source: string): string => source.trim().split("\n", 1)[0] ?? "";
