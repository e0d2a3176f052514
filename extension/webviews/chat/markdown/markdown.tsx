import { memo, useMemo, useState } from "react";
import { Formula } from "./formula.js";
import { useNear } from "./near.js";
import { render, type RenderContext } from "./render.js";
import { SectionScanner, type Section } from "./sections.js";
import { BlockSplitter, type Block } from "./split.js";

/** A text of fewer sections is drawn as a whole. */
const fewSections = 4;
const pixelsACharacter = 0.4;

/** Markdown that may still grow. What is finished is neither parsed nor rendered again; what is far from the view is not drawn. */
export const Markdown = memo(function Markdown({ text, ended }: { text: string; ended: boolean }) {
  const [scanner] = useState(() => new SectionScanner());
  const sections = scanner.update(text, ended);
  const long = sections.length > fewSections;
  return (
    <div className="markdown">
      {sections.map((section, index) => (
        <SectionView key={section.start} section={section} always={!long || index === sections.length - 1} />
      ))}
    </div>
  );
});

const SectionView = memo(function SectionView({ section, always }: { section: Section; always: boolean }) {
  const { near, height, ref } = useNear(always);
  const drawn = near || always;
  return (
    <div ref={ref} className="markdown-section" style={drawn ? {} : { height: height ?? section.text.length * pixelsACharacter }}>
      {drawn && <SectionBody section={section} />}
    </div>
  );
});

const SectionBody = memo(function SectionBody({ section }: { section: Section }) {
  const { text, kind, open, definitions, listStart, tableBefore, tableAfter } = section;
  const [splitter] = useState(() => new BlockSplitter());
  if (kind === "math" && !open) return <Formula source={withoutFences(text)} whole={text} display />;
  const blocks = splitter.update(text, !open, { definitions, tableHead: tableBefore?.head ?? "", listStart });
  return blocks.map((block, index) => (
    <BlockView
      key={block.start}
      block={block}
      tableBefore={index === 0 ? tableBefore : undefined}
      tableAfter={index === blocks.length - 1 ? tableAfter : undefined}
    />
  ));
});

interface BlockProps extends Pick<RenderContext, "tableBefore" | "tableAfter"> {
  block: Block;
}

const BlockView = memo(function BlockView({ block, tableBefore, tableAfter }: BlockProps) {
  const context = useMemo(
    () => ({ definitions: block.definitions, open: block.open, tableBefore, tableAfter }),
    [block, tableBefore, tableAfter],
  );
  return render(block.node, context);
});

/** A formula without the lines that begin and end it. */
const withoutFences = (text: string): string => text.trim().split("\n").slice(1, -1).join("\n");
