import { memo, useState } from "react";
import { CodeLines, type CodeChunk } from "./code-lines.js";
import type { ColouredChunk } from "./highlighting.js";
import { useNear } from "./near.js";
import { useColours } from "./use-colours.js";

const italic = 1;
const bold = 2;
/** Code of fewer chunks is drawn as a whole. */
const fewChunks = 6;

/** The text of a code block, in chunks of lines: one that is full is not touched again, one far from the view is only its text. */
export function CodeText({ code, language }: { code: string; language: string }) {
  const [lines] = useState(() => new CodeLines());
  const chunks = lines.update(code);
  const coloured = useColours(chunks, language);
  const long = chunks.length > fewChunks;
  return chunks.map((chunk, index) => {
    const colours = coloured[index];
    // A chunk that has grown since keeps the colours of its first lines.
    const fitting = colours && chunk.text.startsWith(colours.text) ? colours : undefined;
    return <Chunk key={index} chunk={chunk} colours={fitting} far={long && chunk.full} />;
  });
}

interface Props {
  chunk: CodeChunk;
  colours: ColouredChunk | undefined;
  /** Whether the browser may leave it out of the layout while it is not seen. */
  far: boolean;
}

const Chunk = memo(function Chunk({ chunk, colours, far }: Props) {
  const { near, ref } = useNear(true);
  return (
    <span ref={ref} className={`code-chunk${far ? " far" : ""}`}>
      {near && colours && <Colours colours={colours} />}
      {near ? chunk.text.slice(colours?.text.length ?? 0) : chunk.text}
    </span>
  );
});

const Colours = memo(function Colours({ colours }: { colours: ColouredChunk }) {
  const { lines, text } = colours;
  return lines.map((line, index) => (
    <span key={index}>
      {line.map((token, at) => (
        <span
          key={at}
          style={{
            color: token.color,
            fontStyle: (token.fontStyle ?? 0) & italic ? "italic" : undefined,
            fontWeight: (token.fontStyle ?? 0) & bold ? "bold" : undefined,
          }}
        >
          {token.content}
        </span>
      ))}
      {(index < lines.length - 1 || text.endsWith("\n")) && "\n"}
    </span>
  ));
});
