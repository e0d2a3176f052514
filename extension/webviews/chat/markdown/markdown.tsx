import { memo, useState } from "react";
import { render } from "./render.js";
import { BlockSplitter, type Block } from "./split.js";

const BlockView = memo(function BlockView({ block }: { block: Block }) {
  return render(block.node, block);
});

/** Markdown that may still grow. Finished blocks are neither parsed nor rendered again. */
export const Markdown = memo(function Markdown({ text, ended }: { text: string; ended: boolean }) {
  const [splitter] = useState(() => new BlockSplitter());
  return (
    <div className="markdown">
      {splitter.update(text, ended).map((block) => (
        <BlockView key={block.start} block={block} />
      ))}
    </div>
  );
});
